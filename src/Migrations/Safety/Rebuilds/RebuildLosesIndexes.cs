using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table is made anew without indexes or triggers that the old one had.</summary>
internal sealed class RebuildLosesIndexes : LintRule
{
    public override RuleInfo Info { get; } =
        new("rebuild-loses-indexes", "A table is made anew without an index or trigger that the old one had")
        {
            Why =
                "Indexes and triggers go with the table that is dropped. Unless the file creates them again, queries become slow, what was "
                + "unique no longer is, and what triggers kept alike no longer is either; nothing fails.",
            Instead =
                "Create them again behind the rename. Where one is to go, drop it by its name before the table, so that it can be seen.",
            Engines = LintEngines.Sqlite,
            Reference = "",
        };

    public override void CheckFile(FileContext file)
    {
        if (file.Scope.Gone.Count == 0)
        {
            return;
        }

        foreach (var seen in file.Statements)
        {
            if (seen.Statement is DropStatement { Kind: "table" } drop)
            {
                foreach (var name in drop.Names)
                {
                    Look(file, seen, name);
                }
            }
        }
    }

    private static void Look(FileContext file, SeenStatement seen, SqlObjectName name)
    {
        var key = file.Scope.Key(name);
        if (
            file.Scope.Table(key) is not { } now
            || !file.Scope.Gone.TryGetValue(key, out var old)
            || ReferenceEquals(old, now)
            || old.IsNew
        )
        {
            return;
        }

        foreach (var index in old.Indexes)
        {
            if (index is { IsConstraint: false, Name.Length: > 0 } && !Has(file.Scope, now, index))
            {
                file.Report(
                    seen,
                    $"{(index.IsUnique ? "Unique index" : "Index")} {index.Name} goes with {name} and is not created again.",
                    at: name.Span
                );
            }
        }

        foreach (var trigger in file.Scope.Dependents)
        {
            if (trigger is { Kind: "trigger", IsNew: false } && trigger.Tables.Contains(key, file.Scope.Names))
            {
                file.Report(
                    seen,
                    $"Trigger {trigger.Key[(trigger.Key.LastIndexOf('.') + 1)..]} goes with {name} and is not created again.",
                    at: name.Span
                );
            }
        }
    }

    // A column that goes takes its index along; a unique one may have become a constraint.
    private static bool Has(SchemaScope scope, ScopeTable now, ScopeIndex index) =>
        index.Columns.Any(c => c is not null && now.Lacks(c))
        || now.Indexes.Any(i =>
            scope.Names.Equals(i.Name, index.Name)
            || i.IsUnique == index.IsUnique && i.Columns.SequenceEqual(index.Columns, scope.Names)
        );
}
