using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Finds what written renames mean in two schemas.</summary>
internal sealed class RenameResolver(RelationalSchema from, RelationalSchema to)
{
    private readonly List<Finding> errors = [];
    private readonly Dictionary<QualifiedName, QualifiedName> moved = [];

    /// <summary>The renames as changes.</summary>
    public Sequence<Change.Renamed> Resolve(Sequence<Rename> renames)
    {
        var wholes = new List<Change.Renamed>();
        var parts = new List<Change.Renamed>();
        var open = new List<Rename>();

        // Columns stand under the new name of their table, so the tables come first.
        foreach (var rename in renames)
        {
            if (Whole(rename) is { } change)
            {
                wholes.Add(change);
                moved[change.From.Name] = change.To.Name;
            }
            else
            {
                open.Add(rename);
            }
        }

        foreach (var rename in open.Where(r => r.At is null || !IsDone(r, renames)))
        {
            if (Part(rename) is { } change)
            {
                parts.Add(change);
            }
        }

        return errors.Count > 0 ? throw new Failure(ExitStatus.BadInput, errors.ToSequence()) : [.. wholes, .. parts];
    }

    private Change.Renamed? Whole(Rename rename)
    {
        var old = Name(rename.Old);
        var found = Objects(from).FirstOrDefault(o => o.Name == old);
        if (found is null)
        {
            return null;
        }

        var now = rename.New.Contains('.', StringComparison.Ordinal) ? Name(rename.New) : new(old.Schema, Name(rename.New).Name);
        if (Objects(to).FirstOrDefault(o => o.Name == now && Like(o.Kind, found.Kind)) is null)
        {
            Unknown(
                rename,
                $"{now}",
                "the second schema has no such table or type",
                Objects(to).Where(o => Like(o.Kind, found.Kind)).Select(o => $"{o.Name}")
            );
        }

        return new(found, found with { Name = now });
    }

    // A remark stays in the file when the first schema has been renamed already.
    private bool IsDone(Rename rename, Sequence<Rename> renames)
    {
        var old = Name(rename.Old);
        var now = rename.New.Contains('.', StringComparison.Ordinal) ? Name(rename.New) : new(old.Schema, Name(rename.New).Name);
        if (Objects(from).Any(o => o.Name == now))
        {
            return true;
        }

        var dot = rename.Old.LastIndexOf('.');
        if (dot < 0)
        {
            return false;
        }

        var (owner, part) = (Name(rename.Old[..dot]), rename.New[(rename.New.LastIndexOf('.') + 1)..].Trim('"'));
        var owners = renames.Where(r => Name(r.Old) == owner).Select(r => new QualifiedName(owner.Schema, Name(r.New).Name));
        return owners
            .Prepend(owner)
            .Any(o =>
                (from.Find(o) is { } table && table.Find(part) is not null && table.Find(Last(rename.Old)) is null)
                || from.Enums.Any(e => e.Name == o && e.Values.Contains(part) && !e.Values.Contains(Last(rename.Old)))
            );
    }

    private static string Last(string text) => text[(text.LastIndexOf('.') + 1)..].Trim('"');

    private Change.Renamed? Part(Rename rename)
    {
        var dot = rename.Old.LastIndexOf('.');
        var owner = dot < 0 ? null : Name(rename.Old[..dot]);
        var old = rename.Old[(dot + 1)..].Trim('"');
        var now = rename.New[(rename.New.LastIndexOf('.') + 1)..].Trim('"');
        if (owner is not null && from.Find(owner) is { } table)
        {
            if (table.Find(old) is null)
            {
                Unknown(rename, rename.Old, $"table {owner} has no column {old}", table.Columns.Select(c => $"{owner}.{c.Name}"));
                return null;
            }

            var name = moved.GetValueOrDefault(owner, owner);
            if (to.Find(name) is not { } other || other.Find(now) is null)
            {
                Unknown(
                    rename,
                    now,
                    $"table {name} of the second schema has no column {now}",
                    (to.Find(name)?.Columns ?? []).Select(c => c.Name)
                );
                return null;
            }

            return new Change.Renamed(new(ObjectKind.Column, owner, old), new(ObjectKind.Column, name, now));
        }

        if (owner is not null && from.Enums.FirstOrDefault(e => e.Name == owner) is { } definition)
        {
            var type = moved.GetValueOrDefault(owner, owner);
            if (!definition.Values.Contains(old))
            {
                Unknown(rename, rename.Old, $"type {owner} has no value {old}", definition.Values.Select(v => $"{owner}.{v}"));
                return null;
            }

            if (to.Enums.FirstOrDefault(e => e.Name == type) is not { } others || !others.Values.Contains(now))
            {
                Unknown(
                    rename,
                    now,
                    $"type {type} of the second schema has no value {now}",
                    to.Enums.FirstOrDefault(e => e.Name == type)?.Values ?? []
                );
                return null;
            }

            return new Change.Renamed(new(ObjectKind.Type, owner, old), new(ObjectKind.Type, type, now));
        }

        Unknown(
            rename,
            rename.Old,
            "the first schema has no such table, column, type or value",
            dot < 0
                ? Objects(from).Select(o => $"{o.Name}")
                : Objects(from)
                    .Select(o => $"{o.Name}")
                    .Concat(from.Tables.SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name}")))
                    .Concat(from.Enums.SelectMany(e => e.Values.Select(v => $"{e.Name}.{v}")))
        );
        return null;
    }

    private void Unknown(Rename rename, string name, string why, IEnumerable<string> candidates)
    {
        var nearest = NearestName.Of(name, candidates);
        errors.Add(
            new("rename-unknown", Severity.Error, $"The rename {rename.Old}={rename.New} names what there is not: {why}.")
            {
                Fix = nearest is null ? null : $"Did you mean {nearest}?",
                Location = rename.At,
                Subject = rename.Old,
            }
        );
    }

    private static bool Like(ObjectKind a, ObjectKind b) => a == b;

    private static IEnumerable<ObjectId> Objects(RelationalSchema schema) =>
        schema
            .Tables.Select(t => new ObjectId(ObjectKind.Table, t.Name))
            .Concat(schema.Views.Select(v => v.Id))
            .Concat(schema.Sequences.Select(s => new ObjectId(ObjectKind.Sequence, s.Name)))
            .Concat(schema.Enums.Select(e => new ObjectId(ObjectKind.Type, e.Name)))
            .Concat(schema.Composites.Select(c => new ObjectId(ObjectKind.Type, c.Name)))
            .Concat(schema.Domains.Select(d => new ObjectId(ObjectKind.Domain, d.Name)));

    // The namespace public is written as the empty one.
    private static QualifiedName Name(string text)
    {
        var dot = text.LastIndexOf('.');
        var schema = dot < 0 ? "" : text[..dot].Trim('"');
        return new(schema == "public" ? "" : schema, text[(dot + 1)..].Trim('"'));
    }
}
