namespace Dbwright.Model;

/// <summary>
/// The smallest piece of a schema that can be made, dropped and changed by itself: a closed union. A schema is the set of its parts;
/// what is not in a part (the order of columns) is no difference.
/// </summary>
public abstract record SchemaPart
{
    private SchemaPart() { }

    /// <summary>The object that it is, or that it is a facet of.</summary>
    public abstract ObjectId Id { get; }

    /// <summary>Which facet of the object it is, for facets that stand apart: <c>default</c>, <c>comment</c>; empty for the object itself.</summary>
    public virtual string Facet => "";

    /// <summary>What no two parts of a schema share.</summary>
    public PartKey Key => new(Id, Facet);

    /// <summary>The word for people: <c>table</c>, <c>foreign key</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>A namespace.</summary>
    public sealed record Namespace(string Name) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Schema, QualifiedName.Of(Name));

        /// <inheritdoc />
        public override string Kind => "schema";
    }

    /// <summary>An extension.</summary>
    public sealed record ExtensionPart(Extension Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Extension, QualifiedName.Of(Definition.Name));

        /// <inheritdoc />
        public override string Kind => "extension";
    }

    /// <summary>An enumeration, without its comment.</summary>
    public sealed record Enumeration(EnumDefinition Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Type, Definition.Name);

        /// <inheritdoc />
        public override string Kind => "enum";
    }

    /// <summary>A domain with its conditions.</summary>
    public sealed record Domain(DomainDefinition Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Domain, Definition.Name);

        /// <inheritdoc />
        public override string Kind => "domain";
    }

    /// <summary>A composite type.</summary>
    public sealed record Composite(CompositeType Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Type, Definition.Name);

        /// <inheritdoc />
        public override string Kind => "composite type";
    }

    /// <summary>A generator of numbers, without the column that it goes with.</summary>
    public sealed record NumberSequencePart(NumberSequence Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Sequence, Definition.Name);

        /// <inheritdoc />
        public override string Kind => "sequence";
    }

    /// <summary>The column that a sequence goes with.</summary>
    public sealed record OwnedBy(QualifiedName Sequence, ColumnReference Column) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Sequence, Sequence);

        /// <inheritdoc />
        public override string Facet => "owned by";

        /// <inheritdoc />
        public override string Kind => "owned by";
    }

    /// <summary>A function or procedure, without its comment.</summary>
    public sealed record RoutinePart(Routine Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => Definition.Id;

        /// <inheritdoc />
        public override string Kind => Definition.Kind == RoutineKind.Procedure ? "procedure" : "function";
    }

    /// <summary>A view without indexes, triggers and comments.</summary>
    public sealed record ViewPart(View Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => Definition.Id;

        /// <inheritdoc />
        public override string Kind => Definition.Materialized ? "materialized view" : "view";
    }

    /// <summary>A table without columns, constraints, indexes, triggers and comment: its partitioning, its parents, its details.</summary>
    public sealed record TablePart(Table Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Table, Definition.Name);

        /// <inheritdoc />
        public override string Kind => "table";
    }

    /// <summary>A column without default and comment.</summary>
    public sealed record ColumnPart(QualifiedName Table, Column Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Column, Table, Definition.Name);

        /// <inheritdoc />
        public override string Kind => "column";
    }

    /// <summary>The default of a column, as SQL of the engine.</summary>
    public sealed record ColumnDefault(QualifiedName Table, string Column, string Sql) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Column, Table, Column);

        /// <inheritdoc />
        public override string Facet => "default";

        /// <inheritdoc />
        public override string Kind => "default";
    }

    /// <summary>A constraint of a table.</summary>
    public abstract record ConstraintPart : SchemaPart
    {
        private protected ConstraintPart(QualifiedName table) => Table = table;

        /// <summary>The table.</summary>
        public QualifiedName Table { get; init; }

        /// <summary>Its name.</summary>
        public abstract string Name { get; }

        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Constraint, Table, Name);
    }

    /// <summary>A primary key.</summary>
    public sealed record PrimaryKeyPart(QualifiedName On, PrimaryKey Definition) : ConstraintPart(On)
    {
        /// <inheritdoc />
        public override string Name => Definition.Name;

        /// <inheritdoc />
        public override string Kind => "primary key";
    }

    /// <summary>A unique constraint.</summary>
    public sealed record Unique(QualifiedName On, UniqueConstraint Definition) : ConstraintPart(On)
    {
        /// <inheritdoc />
        public override string Name => Definition.Name;

        /// <inheritdoc />
        public override string Kind => "unique constraint";
    }

    /// <summary>A check constraint.</summary>
    public sealed record Check(QualifiedName On, CheckConstraint Definition) : ConstraintPart(On)
    {
        /// <summary>The condition of a column (MariaDB) has the column's name, which a key of the table may have as well.</summary>
        public override ObjectId Id =>
            Definition.Details.Any(d => d.Name == "column") ? base.Id with { Part = $"{Name} (column)" } : base.Id;

        /// <inheritdoc />
        public override string Name => Definition.Name;

        /// <inheritdoc />
        public override string Kind => "check";
    }

    /// <summary>An exclusion constraint.</summary>
    public sealed record Exclusion(QualifiedName On, ExclusionConstraint Definition) : ConstraintPart(On)
    {
        /// <inheritdoc />
        public override string Name => Definition.Name;

        /// <inheritdoc />
        public override string Kind => "exclusion constraint";
    }

    /// <summary>A foreign key.</summary>
    public sealed record ForeignKeyPart(QualifiedName On, ForeignKey Definition) : ConstraintPart(On)
    {
        /// <inheritdoc />
        public override string Name => Definition.Name;

        /// <inheritdoc />
        public override string Kind => "foreign key";
    }

    /// <summary>An index of a table or materialized view, without its comment.</summary>
    public sealed record Index(QualifiedName Table, TableIndex Definition) : SchemaPart
    {
        /// <summary>Whether other tables may have an index of the same name (MariaDB, MySQL).</summary>
        public bool NamedWithinTable { get; init; }

        /// <inheritdoc />
        public override ObjectId Id =>
            NamedWithinTable
                ? new(ObjectKind.Index, Table, Definition.Name)
                : new(ObjectKind.Index, new(Table.Schema, Definition.Name));

        /// <inheritdoc />
        public override string Kind => "index";
    }

    /// <summary>A trigger of a table or view.</summary>
    public sealed record TriggerPart(QualifiedName Table, Trigger Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.Trigger, Table, Definition.Name);

        /// <inheritdoc />
        public override string Kind => "trigger";
    }

    /// <summary>An object without a record of its own.</summary>
    public sealed record Other(SchemaObject Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => Definition.Id;

        /// <inheritdoc />
        public override string Kind =>
            Definition.Id with { Name = QualifiedName.Of(""), Part = "" } is var id ? $"{id}".Trim(' ', '.', '(', ')') : "";
    }

    /// <summary>A table kept by a module.</summary>
    public sealed record VirtualTablePart(VirtualTable Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => new(ObjectKind.VirtualTable, Definition.Name);

        /// <inheritdoc />
        public override string Kind => "virtual table";
    }

    /// <summary>A comment, wherever the schema keeps it.</summary>
    public sealed record Comment(ObjectId On, string Text) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => On;

        /// <inheritdoc />
        public override string Facet => "comment";

        /// <inheritdoc />
        public override string Kind => "comment";
    }

    /// <summary>Whose an object is.</summary>
    public sealed record Owner(Ownership Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => Definition.Of;

        /// <inheritdoc />
        public override string Facet => "owner";

        /// <inheritdoc />
        public override string Kind => "owner";
    }

    /// <summary>A right that was given.</summary>
    public sealed record Right(Grant Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => Definition.On;

        /// <inheritdoc />
        public override string Facet => $"grant {Definition.Privilege} to {Definition.Role}";

        /// <inheritdoc />
        public override string Kind => "grant";
    }

    /// <summary>A right that was taken from those who have it by default.</summary>
    public sealed record Revocation(Grant Definition) : SchemaPart
    {
        /// <inheritdoc />
        public override ObjectId Id => Definition.On;

        /// <inheritdoc />
        public override string Facet => $"revoke {Definition.Privilege} from {Definition.Role}";

        /// <inheritdoc />
        public override string Kind => "revocation";
    }
}

/// <summary>What tells one part of a schema from every other.</summary>
/// <param name="Id">The object.</param>
/// <param name="Facet">The facet of it; empty for the object itself.</param>
public sealed record PartKey(ObjectId Id, string Facet = "") : IComparable<PartKey>
{
    // A key is looked up many times over; 0 until then.
    private int hash;

    // What is copied may be changed with the copy.
    private PartKey(PartKey other)
    {
        Id = other.Id;
        Facet = other.Facet;
    }

    /// <inheritdoc />
    public bool Equals(PartKey? other) =>
        ReferenceEquals(this, other) || (other is not null && Facet == other.Facet && Id.Equals(other.Id));

    /// <inheritdoc />
    public override int GetHashCode() =>
        hash != 0 ? hash : hash = (Id.GetHashCode() * 31) + (Facet.Length == 0 ? 0 : StringComparer.Ordinal.GetHashCode(Facet));

    /// <inheritdoc />
    public int CompareTo(PartKey? other)
    {
        var byId = Id.CompareTo(other?.Id);
        return byId != 0 ? byId : string.CompareOrdinal(Facet, other?.Facet);
    }

    /// <inheritdoc />
    public override string ToString() => Facet.Length == 0 ? $"{Id}" : $"{Facet} of {Id}";
}
