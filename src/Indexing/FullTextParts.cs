using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Indexing;

/// <summary>Adds what full-text search needs to a design: a generated document column, or a virtual table with the triggers that keep it.</summary>
internal static class FullTextParts
{
    /// <summary>The design with the documents of all its search patterns.</summary>
    public static DatabaseDesign Add(DatabaseDesign design, Engine engine, FullTextForm form)
    {
        var documents = design
            .Requirements.Access.OfType<AccessPattern.Search>()
            .Select(s => s.Entity)
            .Distinct()
            .SelectMany(entity => FullTextDocument.All(design, entity));
        return documents.Aggregate(
            design,
            (whole, document) =>
                form switch
                {
                    FullTextForm.DocumentColumn => WithColumn(whole, document, engine),
                    FullTextForm.VirtualTable when HasRowKey(whole, document) => WithVirtualTable(whole, document, engine),
                    _ => whole,
                }
        );
    }

    /// <summary>Whether rows have an integer key of their own, by which a virtual table can name them.</summary>
    public static bool HasRowKey(DatabaseDesign design, FullTextDocument document) =>
        design.Schema.Find(document.Table) is { PrimaryKey.Columns: [var key] } table
        && table.Find(key)?.Type is DataType.Integer;

    private static DatabaseDesign WithColumn(DatabaseDesign design, FullTextDocument document, Engine engine)
    {
        var names = engine.Require<INames>();
        var weights = "ABCD";
        var parts = document.Columns.Select(
            (c, i) =>
                $"setweight(to_tsvector({names.Literal(document.Language)}, coalesce({names.Quote(c)}, '')), '{weights[Math.Min(i, 3)]}')"
        );
        var column = new Column(document.Column, new DataType.TextSearch())
        {
            Nullable = true,
            Generated = new(string.Join(" || ", parts), Stored: true),
            Comment = $"The words of {string.Join(", ", document.Columns)} for full-text search.",
        };
        return design with
        {
            Schema = Replace(design.Schema, document.Table, t => t with { Columns = [.. t.Columns, column] }),
            Mappings = design
                .Mappings.Select(m =>
                    m.Table == document.Table
                        ? m with
                        {
                            Columns =
                            [
                                .. m.Columns,
                                new ColumnMapping(
                                    column.Name,
                                    document.Entity,
                                    "Generated from the texts, so that it can never differ from them; weighted by their order."
                                ),
                            ],
                        }
                        : m
                )
                .ToSequence(),
        };
    }

    private static DatabaseDesign WithVirtualTable(DatabaseDesign design, FullTextDocument document, Engine engine)
    {
        var names = engine.Require<INames>();
        var table = design.Schema.Find(document.Table)!;
        var key = names.Quote(table.PrimaryKey!.Columns[0]);
        var columns = document.Columns.Select(names.Quote).ToList();
        var name = names.Quote(document.VirtualTable);
        var stemming = document.Language == "english" ? "porter unicode61" : "unicode61";
        var list = string.Join(", ", columns);
        var add = $"insert into {name} (rowid, {list}) values (new.{key}, {string.Join(", ", columns.Select(c => $"new.{c}"))});";

        // The words to forget must be told: the virtual table keeps no copy of the texts.
        var remove =
            $"insert into {name} ({name}, rowid, {list}) values ('delete', old.{key}, {string.Join(", ", columns.Select(c => $"old.{c}"))});";
        Trigger[] triggers =
        [
            new($"{document.VirtualTable.Name}_insert", "after", ["insert"], add),
            new($"{document.VirtualTable.Name}_update", "after", ["update"], $"{remove}\n{add}") { Columns = document.Columns },
            new($"{document.VirtualTable.Name}_delete", "after", ["delete"], remove),
        ];
        var index = new VirtualTable(
            document.VirtualTable,
            "fts5",
            [
                .. columns,
                $"content={names.Literal(document.Table.Name)}",
                $"content_rowid={names.Literal(table.PrimaryKey!.Columns[0])}",
                $"tokenize={names.Literal(stemming)}",
            ]
        )
        {
            ContentOf = document.Table,
        };
        return design with
        {
            Schema = Replace(design.Schema, document.Table, t => t with { Triggers = [.. t.Triggers, .. triggers] }) with
            {
                VirtualTables = [.. design.Schema.VirtualTables, index],
            },
        };
    }

    private static RelationalSchema Replace(RelationalSchema schema, QualifiedName name, Func<Table, Table> change) =>
        schema with
        {
            Tables = schema.Tables.Select(t => t.Name == name ? change(t) : t).ToSequence(),
        };
}
