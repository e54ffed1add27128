using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Renames as steps, in an order in which every new name is free: what has it moves first, and a circle is opened by a name between.</summary>
internal sealed class RenameSteps(IAlterer alterer, AlterationContext context)
{
    /// <summary>The steps.</summary>
    public IEnumerable<MigrationStep> Of(Sequence<Change.Renamed> renames)
    {
        // Wholes move before their parts, whose statements name the table as it is called by then.
        foreach (var group in new[] { renames.Where(r => r.From.Part.Length == 0), renames.Where(r => r.From.Part.Length > 0) })
        {
            foreach (var rename in Ordered(group.Select(r => Moved(r)).ToList()))
            {
                foreach (var statement in alterer.Rename(rename, context).Statements)
                {
                    yield return new(statement.Sql, rename.To)
                    {
                        Change = rename,
                        Lock = statement.Lock,
                        Hazards = statement.Hazards,
                    };
                }
            }
        }
    }

    private static Change.Renamed Moved(Change.Renamed rename) =>
        rename.From.Part.Length > 0 ? rename with { From = rename.From with { Name = rename.To.Name } } : rename;

    private static IEnumerable<Change.Renamed> Ordered(List<Change.Renamed> open)
    {
        while (open.Count > 0)
        {
            var next = open.FindIndex(r => !open.Exists(o => o.From == r.To));
            if (next >= 0)
            {
                yield return open[next];
                open.RemoveAt(next);
                continue;
            }

            var first = open[0];
            var between =
                first.From.Part.Length > 0
                    ? first.From with
                    {
                        Part = ObjectNames.Shorten($"{first.From.Part}_between"),
                    }
                    : first.From with
                    {
                        Name = first.From.Name with { Name = ObjectNames.Shorten($"{first.From.Name.Name}_between") },
                    };
            yield return first with
            {
                To = between,
            };
            open[0] = first with { From = between };
        }
    }
}
