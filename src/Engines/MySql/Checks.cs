using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What MySQL refuses in checks: numbered columns, and columns that the action of a foreign key writes to.</summary>
internal static class MySqlChecks
{
    /// <summary>Looks at every check of a table.</summary>
    /// <exception cref="Failure">One names a column that none may name (<see cref="ExitStatus.BadInput"/>).</exception>
    public static void Verify(Table table)
    {
        var written = table
            .ForeignKeys.Where(f => Writes(f.OnDelete, deleted: true) || Writes(f.OnUpdate, deleted: false))
            .SelectMany(f => f.Columns.Select(c => (Column: c, Why: $"the foreign key {f.Name} writes to it by its action")))
            .Concat(table.Columns.Where(c => c.Identity is not null).Select(c => (Column: c.Name, Why: "the server numbers it")))
            .ToList();
        foreach (var check in table.Checks)
        {
            var words = SqlWords
                .Of(check.Sql)
                .Where(w => w.Kind == SqlWordKind.Name)
                .Select(w => w.Text)
                .ToHashSet(StringComparer.Ordinal);
            if (written.Find(w => words.Contains(w.Column)) is { Column: { } column } found)
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "mysql-check",
                    $"MySQL refuses the check {check.Name} of {table.Name}, as it names {column}.",
                    $"No check may name that column: {found.Why}.",
                    "Leave the rule to the application, or use another action for the relationship (on delete restrict)."
                );
            }
        }
    }

    private static bool Writes(ReferentialAction action, bool deleted) =>
        action is ReferentialAction.SetNull or ReferentialAction.SetDefault || (action == ReferentialAction.Cascade && !deleted);
}
