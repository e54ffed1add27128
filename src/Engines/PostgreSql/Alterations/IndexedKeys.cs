using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Keys that a unique index of the same name and columns becomes: nothing is read or built again.</summary>
internal static class PostgreSqlIndexedKeys
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>Each such key that comes with the index that goes.</summary>
    public static Sequence<Sequence<Change>> In(Sequence<Change> changes)
    {
        var indexes = changes.Where(c => c is Change.Dropped(SchemaPart.Index)).ToDictionary(c => c.On);
        return indexes.Count == 0
            ? []
            : changes
                .OfType<Change.Created>()
                .Where(c =>
                    c.Part is SchemaPart.ConstraintPart key
                    && Columns(key) is { } columns
                    && indexes.TryGetValue(IndexOf(key), out var index)
                    && index is Change.Dropped(SchemaPart.Index(var table, var definition))
                    && table == key.Table
                    && IsPlain(definition, columns)
                )
                .Select(c => Sequence.Create<Change>([c, indexes[IndexOf((SchemaPart.ConstraintPart)c.Part)]]))
                .ToSequence();
    }

    /// <summary>The statement.</summary>
    public static Alteration Use(SchemaPart.ConstraintPart key) =>
        new([
            new(
                $"alter table {Names.Quote(key.Table)} add constraint {Names.Quote(key.Name)} "
                    + $"{(key is SchemaPart.PrimaryKeyPart ? "primary key" : "unique")} using index {Names.Quote(key.Name)}"
            )
            {
                Lock = PostgreSqlLocks.AccessExclusive(key.Table),
            },
        ]);

    private static ObjectId IndexOf(SchemaPart.ConstraintPart key) => new(ObjectKind.Index, key.Table with { Name = key.Name });

    private static Sequence<string>? Columns(SchemaPart.ConstraintPart key) =>
        key switch
        {
            SchemaPart.PrimaryKeyPart(_, { Details.Count: 0 } primary) => primary.Columns,
            SchemaPart.Unique(_, { Details.Count: 0 } unique) => unique.Columns,
            _ => null,
        };

    private static bool IsPlain(TableIndex index, Sequence<string> columns) =>
        index is { Unique: true, Where: null, Method: "btree", Include.Count: 0, Details.Count: 0 }
        && index.Parts.Select(p => p.Column).SequenceEqual(columns)
        && index.Parts.All(p => p == IndexPart.Of(p.Column!));
}
