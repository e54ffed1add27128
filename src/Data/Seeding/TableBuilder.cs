using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Turns a table of any schema into the steps that make its rows.</summary>
internal sealed class TableBuilder
{
    private readonly Table table;
    private readonly TableProfile profile;
    private readonly SeedRules rules;
    private readonly TypeDirectory types;
    private readonly TableRows rows;
    private readonly ulong salt;
    private readonly Func<QualifiedName, TableRows?> tableOf;
    private readonly Dictionary<string, ColumnDomain> domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowStep> steps = new(StringComparer.Ordinal);
    private readonly List<ForeignKey> references;
    private readonly RowSolver? solver;

    public TableBuilder(
        RelationalSchema schema,
        Table table,
        TableProfile profile,
        SeedRules rules,
        TypeDirectory types,
        TableRows rows,
        ulong salt,
        Func<QualifiedName, TableRows?> tableOf
    )
    {
        _ = schema;
        this.table = table;
        this.profile = profile;
        this.rules = rules;
        this.types = types;
        this.rows = rows;
        this.salt = salt;
        this.tableOf = tableOf;
        // A reference within the columns of a wider one to a table that itself refers there is implied by it.
        references = [.. table.ForeignKeys.OrderByDescending(f => f.Columns.Count).ThenBy(f => f.Name, StringComparer.Ordinal)];
        solver = null;
    }

    /// <summary>Gives the table its steps.</summary>
    /// <exception cref="Failure">A type needs a rule, or a constraint has too few values (<see cref="ExitStatus.BadInput"/>).</exception>
    public void Build()
    {
        foreach (var column in table.Columns.Where(c => c.Generated is null && !IsReference(c.Name)))
        {
            AddDomain(column);
        }

        var keys = new KeyPlan(table, references, domains, rows.Rows, Parents, salt);
        foreach (var (domain, unique) in domains.Values.Select(d => (d, keys.UniqueBy(d.Column.Name))))
        {
            CellFactory.Complete(domain, unique is null ? 0 : rows.Rows);
        }

        keys.Plan();
        var assigned = new HashSet<string>(StringComparer.Ordinal);
        var order = new List<RowStep>();
        foreach (var reference in references)
        {
            if (Reference(reference, keys, assigned) is { } step)
            {
                order.Add(step);
            }
        }

        MakeColumns(keys);
        order.AddRange(table.Columns.Where(c => steps.ContainsKey(c.Name)).Select(c => steps[c.Name]));
        rows.Complete(order, solver, keys.Retried);
    }

    private bool IsReference(string column) => references.Exists(f => f.Columns.Contains(column) && !IsLeftOut(f));

    private bool IsLeftOut(ForeignKey reference) => tableOf(reference.ReferencedTable) is null;

    private long Parents(ForeignKey reference) =>
        reference.ReferencedTable == table.Name ? rows.Rows : tableOf(reference.ReferencedTable)?.Rows ?? 0;

    private void AddDomain(Column column)
    {
        var type = types.Base(column.Type);
        if (!IsDrawnByCell(type))
        {
            return;
        }

        var of =
            profile.Columns.FirstOrDefault(c => c.Column == column.Name)
            ?? new(column.Name, ColumnMeaning.Of(table, column, type));
        var rule = rules.Find(table.Name, column.Name);
        if (rule is { Values.Count: > 0 } && type is DataType.Text or DataType.Native or DataType.Enum)
        {
            of = of with { Type = new SemanticType(SemanticKind.Enum) { Values = rule!.Values } };
        }

        var nullable = column.Nullable && types.Domains(column.Type).All(d => d.Nullable) && !IsKey(column.Name);
        domains[column.Name] = new ColumnDomain(
            column with
            {
                Type = type is DataType.Enum ? new DataType.Text() : type,
                Nullable = nullable,
            },
            of with
            {
                NullShare = rule?.NullShare ?? of.NullShare,
            }
        );
    }

    private bool IsKey(string column) => table.PrimaryKey?.Columns.Contains(column) ?? false;

    private static bool IsDrawnByCell(DataType type) =>
        type
            is DataType.Integer
                or DataType.Decimal
                or DataType.Float
                or DataType.Boolean
                or DataType.Text
                or DataType.Date
                or DataType.Time
                or DataType.Timestamp
                or DataType.Interval
                or DataType.Uuid
                or DataType.Json
                or DataType.Inet
                or DataType.Point
                or DataType.Enum
                or DataType.Native { Sql: "citext" or "name" or "character varying" or "any" or "" };

    private ReferenceStep? Reference(ForeignKey reference, KeyPlan keys, HashSet<string> assigned)
    {
        var columns = reference.Columns.Select(Position).ToArray();
        var given = Enumerable.Range(0, columns.Length).Where(i => assigned.Contains(reference.Columns[i])).ToArray();
        var mayBeNull = reference.Columns.Where(c => !assigned.Contains(c)).Any(c => table.Find(c)!.Nullable && !IsKey(c));
        var isSelf = reference.ReferencedTable == table.Name;
        var parent = isSelf ? rows : tableOf(reference.ReferencedTable);
        if (parent is null || parent.Rows == 0)
        {
            if (!mayBeNull)
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "referenced-table-empty",
                    $"{table.Name}: {reference.Name} is required, but {reference.ReferencedTable} gets no rows.",
                    fix: $"Give it rows: --rows {reference.ReferencedTable}=10."
                );
            }

            return null;
        }

        var draws = Mixer.Combine(salt, Mixer.Of(reference.Name));
        var share = mayBeNull
            ? reference.Columns.Select(c => rules.Find(table.Name, c)?.NullShare).FirstOrDefault(n => n is not null)
                ?? profile.References.FirstOrDefault(r => r.ForeignKey == reference.Name)?.NullShare
                ?? 0
            : 0;
        var choice = Choice(reference, keys, parent, draws, Mixer.Threshold(share), mayBeNull);
        if (!isSelf)
        {
            rows.Creation.After(choice, parent.Creation, parent.Rows);
        }

        assigned.UnionWith(reference.Columns);
        var parentColumns = reference
            .ReferencedColumns.Select(c => parent.Table.Columns.Select(p => p.Name).ToList().IndexOf(c))
            .ToArray();
        return new ReferenceStep(
            choice,
            parent,
            parentColumns,
            given,
            given.Length > 0 ? new KeyIndex(parent, [.. given.Select(i => parentColumns[i])]) : null,
            mayBeNull,
            draws
        )
        {
            Columns = columns,
            Needs = [.. given.Select(i => columns[i])],
        };
    }

    private ParentChoice Choice(ForeignKey reference, KeyPlan keys, TableRows parent, ulong draws, ulong nulls, bool mayBeNull)
    {
        var isPaired = keys.IsPaired(reference);
        if (parent == rows)
        {
            return isPaired ? new ChainedParent(draws, nulls, mayBeNull) : new ForestParent(draws, rows.Rows, nulls, mayBeNull);
        }

        if (isPaired)
        {
            return new PairedParent(draws, rows.Rows, parent.Rows, nulls);
        }

        if (keys.DigitOf(reference.Name) is { } digit)
        {
            return new DigitParent(draws, digit, nulls);
        }

        var uniform = reference.Columns.Any(c => rules.Find(table.Name, c)?.Distribution == ValueDistribution.Uniform);
        return new DrawnParent(
            draws,
            parent.Rows,
            !uniform && parent.Rows > 1 ? Quantiles.Zipf(parent.Rows, 0.6) : null,
            nulls,
            rows.Creation.Timeline,
            parent.Creation.Timeline
        );
    }

    private void MakeColumns(KeyPlan keys)
    {
        var factory = new CellFactory(table.Name, salt, rows.Creation);
        foreach (var domain in domains.Values.OrderBy(Turn))
        {
            var name = domain.Column.Name;
            var unique = keys.UniqueBy(name);
            var cell = factory.Make(domain, unique, keys.DigitOf(name));
            if (cell is TextCell text)
            {
                text.Steady = unique is not null;
                if (factory.Title is null && name.Says("title", "name", "headline", "subject"))
                {
                    factory.Title = text;
                }
            }

            steps[name] = new CellStep(cell, solver) { Columns = [Position(name)] };
        }

        var maker = new TypeDraw(types, Element);
        foreach (var column in table.Columns)
        {
            if (column.Generated is not null || steps.ContainsKey(column.Name) || IsReference(column.Name))
            {
                continue;
            }

            if (maker.For(column.Name, types.Base(column.Type)) is not { } values)
            {
                throw Unknown(column);
            }

            var own = factory.Salt(column.Name);
            var share =
                column.Nullable && !IsKey(column.Name)
                    ? rules.Find(table.Name, column.Name)?.NullShare
                        ?? profile.Columns.FirstOrDefault(c => c.Column == column.Name)?.NullShare
                        ?? 0
                    : 0;
            steps[column.Name] = new MakerStep(
                values,
                own,
                share > 0 ? new Nulls(own, share) : null,
                keys.UniqueBy(column.Name) is not null,
                solver
            )
            {
                Columns = [Position(column.Name)],
            };
        }
    }

    private ValueMaker? Element(string name, DataType type)
    {
        var based = types.Base(type);
        return new TypeDraw(types, Element).For(name, based);
    }

    private Failure Unknown(Column column) =>
        Failure.Because(
            ExitStatus.BadInput,
            "seed-type",
            $"{table.Name}.{column.Name}: dbwright has no values for a type like this one ({column.Type}).",
            "Values are given by hand in a file for --rules.",
            $"columns: {{{table.Name}.{column.Name}: {{values: [\"…\"]}}}}"
        );

    // Titles before the slugs made of them; the last change after the events before it.
    private static int Turn(ColumnDomain domain) =>
        domain.Profile.Part switch
        {
            ColumnPart.CreatedAt => 0,
            ColumnPart.UpdatedAt => 3,
            ColumnPart.DeletedAt => 4,
            _ => domain.Profile.Type.Kind == SemanticKind.Slug ? 2 : 1,
        };

    private int Position(string column)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Name == column)
            {
                return i;
            }
        }

        throw new ArgumentException($"{table.Name} has no column {column}.", nameof(column));
    }
}
