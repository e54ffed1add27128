using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// A migration once written is never regenerated. Changed requirements need the next migration, which takes a diff that dbwright does not
/// have yet, so they are refused.
/// </summary>
internal static class ChangedRequirements
{
    private const string Base = "schema/schema.json";

    /// <summary>Refuses when the folder has migrations of another schema.</summary>
    /// <exception cref="Failure">The schema has changed (<see cref="ExitStatus.Refused"/>).</exception>
    public static void Refuse(OutputFolder folder, DatabaseDesign design)
    {
        var hasMigrations = folder.ReadManifest().Files.Any(f => f.Permanent && folder.TryRead(f.Path) is not null);
        if (!hasMigrations || folder.TryRead(Base) is not { } text)
        {
            return;
        }

        var before = SchemaJson.Read(text, Path.Combine(folder.Root, Base));
        if (before.Engine != design.Schema.Engine)
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "other-engine",
                $"{folder.Root} holds a design for {before.Engine}, not for {design.Schema.Engine}.",
                fix: "Give another folder with --output."
            );
        }

        if (before.Sorted() != design.Schema.Sorted())
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "changed-requirements",
                $"The requirements now ask for another schema than the migrations in {folder.Root} create: {Differences(before, design.Schema)}.",
                "Migrations that were written are never regenerated, for a database may have run them. "
                    + "Changed requirements need the next migration, and dbwright cannot write that yet.",
                "If no database has run them, delete the folder and design again; otherwise design into a new folder with --output "
                    + "and write the next migration from the two schema.sql by hand."
            );
        }
    }

    private static string Differences(RelationalSchema before, RelationalSchema after)
    {
        var old = before.Tables.ToDictionary(t => t.Name);
        var current = after.Tables.ToDictionary(t => t.Name);
        var parts = new List<string>();
        Add("new", current.Keys.Where(n => !old.ContainsKey(n)));
        Add("gone", old.Keys.Where(n => !current.ContainsKey(n)));
        Add("changed", current.Keys.Where(n => old.TryGetValue(n, out var table) && table.Sorted() != current[n].Sorted()));
        return parts.Count > 0 ? string.Join("; ", parts) : "objects outside tables differ";

        void Add(string word, IEnumerable<QualifiedName> names)
        {
            var list = names.Order().Select(n => n.ToString()).ToList();
            if (list.Count > 0)
            {
                var shown = string.Join(", ", list.Take(5));
                parts.Add(
                    $"{word} {(list.Count == 1 ? "table" : "tables")} {shown}{(list.Count > 5 ? $" and {list.Count - 5} more" : "")}"
                );
            }
        }
    }
}
