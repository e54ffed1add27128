using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The first migrations of a design: the schema, and apart from it the reference data.</summary>
public static class InitialMigration
{
    /// <summary>The pairs of files below <c>migrations/</c>; they are permanent: once written, never regenerated.</summary>
    public static Sequence<Deliverable> For(DatabaseDesign design, Engine engine)
    {
        var files = new List<Deliverable>();
        var schema = design.Schema;
        var writer = engine.Require<IWriter>();
        var names = engine.Require<INames>();
        files.Add(Up(1, "initial_schema", SchemaHeader(design, engine), writer.Create(schema)));
        files.Add(Down(1, "initial_schema", SchemaUndoHeader(design), writer.Drop(schema)));

        var reference = ReferenceRows.Tables(design);
        if (reference.Count > 0)
        {
            var inserts = reference.SelectMany(t => ReferenceRows.Inserts(schema, t, names)).ToSequence();
            var deletes = reference.Reverse().Select(t => ReferenceRows.Delete(t, names)).ToSequence();
            files.Add(Up(2, "reference_data", ReferenceHeader(design, reference), inserts));
            files.Add(Down(2, "reference_data", ReferenceUndoHeader(design, reference), deletes));
        }

        return files.ToSequence();
    }

    private static Deliverable Up(int version, string name, MigrationHeader header, Sequence<Definition> statements) =>
        File("V", version, name, header, statements);

    private static Deliverable Down(int version, string name, MigrationHeader header, Sequence<Definition> statements) =>
        File("U", version, name, header, statements);

    private static Deliverable File(
        string kind,
        int version,
        string name,
        MigrationHeader header,
        Sequence<Definition> statements
    )
    {
        var number = version.ToString("0000", CultureInfo.InvariantCulture);
        var text = new StringBuilder(header.Write($"{kind}{number}"));
        var previous = "";
        foreach (var statement in statements)
        {
            // Definitions of one kind stand together; tables have room around them.
            if (statement.Kind != previous || statement.Kind is "table" or "function")
            {
                text.Append('\n');
            }

            text.Append(statement.Sql).Append(";\n");
            previous = statement.Kind;
        }

        return new Deliverable($"migrations/{kind}{number}__{name}.sql", text.ToString()) { Permanent = true };
    }

    private static MigrationHeader SchemaHeader(DatabaseDesign design, Engine engine)
    {
        var schema = design.Schema;
        var indexes = schema.Tables.Sum(t => t.Indexes.Count);
        var foreignKeys = schema.Tables.Sum(t => t.ForeignKeys.Count);
        return new MigrationHeader
        {
            What =
                $"Creates the schema of {design.Requirements.Application}: {schema.Tables.Count} tables, "
                + $"{foreignKeys} foreign keys, {indexes} indexes.",
            Why = $"First version of what {Path.GetFileName(design.Requirements.Source)} asks for.",
            Impact = "None on running queries: every object is new.",
            Affected = TableNames(schema.Tables.Select(t => t.Name)),
            Rollback = "U0001__initial_schema.sql removes every object again, and with them all rows.",
            Duration =
                $"Independent of data: the tables are empty. {design.WhenRun($"`dbwright prove` measures it on {engine.Title}.")}",
            Test = design.WhenRun(
                "`dbwright prove` runs it up, compares the result with the design, runs it down to an empty database and up again."
            ),
        };
    }

    private static MigrationHeader SchemaUndoHeader(DatabaseDesign design) =>
        new()
        {
            What = "Removes every object that V0001__initial_schema.sql created.",
            Why = "The way back from the first version.",
            Impact = "DATA LOSS: all rows of all tables. Every table is locked exclusively meanwhile.",
            Affected = TableNames(design.Schema.Tables.Select(t => t.Name)),
            Rollback = "V0001__initial_schema.sql creates the objects again, without rows; rows come back only from a backup.",
            Duration = "Grows with the files to delete, not with rows.",
            Test = design.WhenRun("`dbwright prove` runs it and finds the database empty."),
        };

    private static MigrationHeader ReferenceHeader(DatabaseDesign design, Sequence<TableProfile> tables) =>
        new()
        {
            What = $"Fills in the reference data: {tables.Sum(t => t.Fixed!.Rows.Count)} rows.",
            Why =
                "The rows ship with the schema: "
                + string.Join("; ", tables.Select(t => $"{t.Table.Name} from {t.Fixed!.File} ({t.Fixed.Origin})"))
                + ".",
            Impact = "None on running queries: the tables are new.",
            Affected = TableNames(tables.Select(t => t.Table)),
            Rollback = "U0002__reference_data.sql deletes the rows again.",
            Duration = "Under a second.",
            Test = design.WhenRun("`dbwright prove` runs it up, down and up again and counts the rows."),
        };

    private static MigrationHeader ReferenceUndoHeader(DatabaseDesign design, Sequence<TableProfile> tables) =>
        new()
        {
            What = "Deletes the rows that V0002__reference_data.sql inserted.",
            Why = "The way back from the reference data.",
            Impact = "DATA LOSS: the reference rows. Refused by the database while other rows refer to them.",
            Affected = TableNames(tables.Select(t => t.Table)),
            Rollback = "V0002__reference_data.sql inserts the rows again.",
            Duration = "Under a second.",
            Test = design.WhenRun("`dbwright prove` runs it and finds the tables empty."),
        };

    private static string TableNames(IEnumerable<QualifiedName> tables) => string.Join(", ", tables.Order());
}
