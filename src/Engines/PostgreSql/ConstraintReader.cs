using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Constraints of tables from rows of the catalogue.</summary>
internal sealed class PostgreSqlConstraintReader(IReadOnlyDictionary<long, PostgreSqlTableParts> relations)
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>Adds rows of <see cref="PostgreSqlTableCatalogue.Constraints"/> to their tables.</summary>
    public void Add(IEnumerable<PostgreSqlCatalogueRow> rows)
    {
        foreach (var row in rows)
        {
            if (relations.TryGetValue(row.Next<long>(), out var table) && table.IsTable)
            {
                Add(table, new Constraint(row));
            }
        }
    }

    private void Add(PostgreSqlTableParts table, Constraint constraint)
    {
        var columns = constraint.Kind is "p" or "u" or "f" ? table.Names(constraint.Columns) : [];
        switch (constraint.Kind)
        {
            case "p":
                table.PrimaryKey = new(constraint.Name, columns) { Details = KeyDetails(table, constraint) };
                break;
            case "u":
                table.Uniques.Add(new(constraint.Name, columns) { Details = KeyDetails(table, constraint) });
                break;
            case "x":
                table.Exclusions.Add(new(constraint.Name, PostgreSqlDeparsedText.Lower(constraint.Text!)));
                break;
            case "c" when constraint.Local:
                table.Checks.Add(
                    new(constraint.Name, PostgreSqlDeparsedText.Bare(constraint.Text!))
                    {
                        NotValid = constraint is { Valid: false, Enforced: true },
                        Details =
                        [
                            .. constraint.NoInherit ? [new("no inherit")] : Array.Empty<Detail>(),
                            .. constraint.Enforced ? Array.Empty<Detail>() : [new("not enforced")],
                        ],
                    }
                );
                break;
            case "n" when constraint.Local:
                NotNull(table, table.ColumnNames[constraint.Columns[0]], constraint);
                break;
            case "n"
                when table.ColumnNames[constraint.Columns[0]] is var name
                    && table.Columns.Exists(c => c.Name == name && !c.Inherited):
                // The column is the table's own, that it is not null comes from a parent.
                table.Describe(name, new Detail("not null inherited"));
                break;
            // References to tables that are not read (an extension's) are left out with them.
            case "f" when relations.TryGetValue(constraint.Referenced, out var referenced):
                table.ForeignKeys.Add(
                    new(constraint.Name, columns, referenced.Name, referenced.Names(constraint.ReferencedColumns))
                    {
                        OnDelete = Action(constraint.OnDelete),
                        OnUpdate = Action(constraint.OnUpdate),
                        Deferrable = constraint.Deferrable,
                        InitiallyDeferred = constraint.Deferred,
                        NotValid = constraint is { Valid: false, Enforced: true },
                        Details = ForeignKeyDetails(table, constraint).Order().ToSequence(),
                    }
                );
                break;
        }
    }

    // Its name is said where it is not the one that the server gives by itself.
    private static void NotNull(PostgreSqlTableParts table, string column, Constraint constraint)
    {
        var usual = $"{table.Name.Name}_{column}_not_null";
        table.Describe(
            column,
            [
                .. constraint.Name == usual ? Array.Empty<Detail>() : [new("not null", Names.Quote(constraint.Name))],
                .. constraint.NoInherit ? [new("not null no inherit")] : Array.Empty<Detail>(),
                .. constraint.Valid ? Array.Empty<Detail>() : [new("not null not valid")],
            ]
        );
    }

    private static Sequence<Detail> KeyDetails(PostgreSqlTableParts table, Constraint key)
    {
        List<Detail> details = [.. PostgreSqlDeparsedText.Parameters(key.Parameters)];
        AddWhere(key.Deferrable, "deferrable");
        AddWhere(key.Deferred, "initially deferred");
        AddWhere(key.NullsNotDistinct, "nulls not distinct");
        AddWhere(key.Period, "without overlaps");
        AddWhere(key.Clustered, "cluster");
        AddWhere(key.ReplicaIdentity, "replica identity");
        if (key.Included.Length > 0)
        {
            details.Add(new("include", string.Join(", ", table.Names(key.Included).Select(Names.Quote))));
        }

        if (key.Tablespace is { } tablespace)
        {
            details.Add(new("tablespace", Names.Quote(tablespace)));
        }

        return details.Order().ToSequence();

        void AddWhere(bool holds, string name)
        {
            if (holds)
            {
                details.Add(new(name));
            }
        }
    }

    private static IEnumerable<Detail> ForeignKeyDetails(PostgreSqlTableParts table, Constraint key)
    {
        if (key.Match == "f")
        {
            yield return new("match full");
        }

        if (key.Set.Length > 0)
        {
            yield return new("on delete columns", string.Join(", ", table.Names(key.Set).Select(Names.Quote)));
        }

        if (key.Period)
        {
            yield return new("period");
        }

        if (!key.Enforced)
        {
            yield return new("not enforced");
        }
    }

    private static ReferentialAction Action(string code) =>
        code switch
        {
            "r" => ReferentialAction.Restrict,
            "c" => ReferentialAction.Cascade,
            "n" => ReferentialAction.SetNull,
            "d" => ReferentialAction.SetDefault,
            _ => ReferentialAction.NoAction,
        };

    /// <summary>One row, in the order of the query.</summary>
    private sealed class Constraint(PostgreSqlCatalogueRow row)
    {
        public string Kind { get; } = row.Next<string>();

        public string Name { get; } = row.Next<string>();

        public short[] Columns { get; } = row.Maybe<short[]>() ?? [];

        public long Referenced { get; } = row.Next<long>();

        public short[] ReferencedColumns { get; } = row.Maybe<short[]>() ?? [];

        public string OnDelete { get; } = row.Next<string>();

        public string OnUpdate { get; } = row.Next<string>();

        public string Match { get; } = row.Next<string>();

        public short[] Set { get; } = row.Maybe<short[]>() ?? [];

        public bool Deferrable { get; } = row.Truth();

        public bool Deferred { get; } = row.Truth();

        public bool Valid { get; } = row.Truth();

        public bool Enforced { get; } = row.Truth();

        public bool NoInherit { get; } = row.Truth();

        public bool Local { get; } = row.Truth();

        public bool Period { get; } = row.Truth();

        public string? Text { get; } = row.Maybe<string>();

        public short[] Included { get; } = After(row.Maybe<short[]>(), row.Maybe<object>());

        public string[]? Parameters { get; } = row.Maybe<string[]>();

        public string? Tablespace { get; } = row.Maybe<string>();

        public bool NullsNotDistinct { get; } = row.Truth();

        public bool Clustered { get; } = row.Truth();

        public bool ReplicaIdentity { get; } = row.Truth();

        private static short[] After(short[]? columns, object? keys) =>
            columns is not null && keys is short count ? columns[count..] : [];
    }
}
