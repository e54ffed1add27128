using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads what is said about entities and patterns elsewhere: dependencies, transactions, roles and pins.</summary>
internal sealed class ConcernsBinder(DocumentErrors errors, EntityCatalog catalog)
{
    public Sequence<FunctionalDependency> Dependencies(MapReader document)
    {
        var dependencies = new List<FunctionalDependency>();
        foreach (var (key, value) in document.Entries("dependencies"))
        {
            if (catalog.Known(key.Text, key.At, "'dependencies'") is not { } entity)
            {
                continue;
            }

            foreach (var scalar in document.Scalars(value, $"The dependencies of '{key.Text}'"))
            {
                var sides = scalar.Text.Split("->");
                if (sides.Length != 2)
                {
                    errors.Add(
                        "dependency",
                        $"{DocumentErrors.Quote(scalar.Text)} is no dependency",
                        scalar.At,
                        "Write 'a, b -> c, d'; between [ ] put it in quotes, because a comma there begins the next item."
                    );
                    continue;
                }

                var left = Members(entity, sides[0], 0, scalar);
                var right = Members(entity, sides[1], sides[0].Length + 2, scalar);
                if (left.Count > 0 && right.Count > 0)
                {
                    dependencies.Add(new(entity.Name, left, right, scalar.At));
                }
            }
        }

        return dependencies.ToSequence();
    }

    public Sequence<BusinessTransaction> Transactions(
        MapReader document,
        Sequence<AccessPattern> access,
        IReadOnlyList<string> declared
    )
    {
        var transactions = new List<BusinessTransaction>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in document.Entries("transactions"))
        {
            if (Named(key, value, "a transaction", KeySet.Transaction, seen) is not { } source)
            {
                continue;
            }

            var steps = new List<string>();
            foreach (var scalar in source.Scalars("steps"))
            {
                if (declared.Contains(scalar.Text))
                {
                    steps.Add(scalar.Text);
                }
                else
                {
                    errors.Unknown(
                        "unknown-pattern",
                        $"The transaction '{key.Text}' names an unknown access pattern {DocumentErrors.Quote(scalar.Text)}",
                        scalar.Text,
                        scalar.At,
                        declared,
                        "The access patterns are"
                    );
                }
            }

            if (!source.Has("steps"))
            {
                errors.Add("missing-key", $"The transaction '{key.Text}' has no steps", key.At, "Write 'steps: [PATTERN, …]'.");
            }

            source.Choice("as", "procedure");
            transactions.Add(
                new()
                {
                    Name = key.Text,
                    About = source.Text("about") ?? "",
                    Steps = steps.ToSequence(),
                    Isolation =
                        source.Choice("isolation", "read committed", "repeatable read", "serializable")
                        ?? Assumptions.TransactionIsolation,
                    Invariants = source.Scalars("invariants").Select(i => i.Text.Trim()).ToSequence(),
                    AsProcedure = source.Text("as") == "procedure",
                    At = key.At,
                }
            );
            if (
                steps.Count > 0
                && access.Count > 0
                && steps.TrueForAll(s => access.FirstOrDefault(p => p.Name == s) is { IsWrite: false })
                && transactions[^1].Invariants.Count > 0
            )
            {
                errors.Add(
                    "conflict",
                    $"The transaction '{key.Text}' only reads, so it cannot break its invariants",
                    key.At,
                    "Add the writing pattern to its steps."
                );
            }
        }

        return transactions.ToSequence();
    }

    public Sequence<AccessRole> Roles(MapReader document)
    {
        var roles = new List<AccessRole>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in document.Entries("roles"))
        {
            if (Named(key, value, "a role", KeySet.Role, seen) is not { } source)
            {
                continue;
            }

            roles.Add(
                new()
                {
                    Name = key.Text,
                    Read = Entities(source, "read"),
                    Write = Entities(source, "write"),
                    Mask = source.Scalars("mask").Select(s => Attribute(s, "'mask'")).OfType<string>().ToSequence(),
                    At = key.At,
                }
            );
        }

        return roles.ToSequence();
    }

    public Sequence<Pin> Pins(MapReader document)
    {
        var pins = new List<Pin>();
        foreach (var item in document.Items("physical"))
        {
            if (item is not YamlMap map)
            {
                errors.Add(
                    "pin",
                    $"A pin is a mapping, not {item.Kind}",
                    item.At,
                    "Write '- { pin: index, on: order, value: placed_at, reason: … }'."
                );
                continue;
            }

            var source = new MapReader(map, KeySet.Pin, errors);
            var kind = source.Choice("pin", "name", "type", "key", "index", "forbid-index", "partition", "setting");
            var on = source.Required("on", "Name the entity, the attribute (order.total), the relationship or the setting.");
            var value = source.Required("value", "Write what the design must use.");
            var reason = source.Required("reason", "Write why, in a sentence: the design cites it.");
            if (!source.Has("pin"))
            {
                errors.Add(
                    "missing-key",
                    "A pin needs 'pin'",
                    item.At,
                    $"It is one of: name, type, key, index, forbid-index, partition, setting."
                );
            }

            if (kind is null || on is null || value is null || reason is null)
            {
                continue;
            }

            var pin = new Pin(KindOf(kind), on.Text, value.Text, reason.Text, item.At);
            Check(pin, on, value);
            if (
                pins.Find(p =>
                    p.Kind == pin.Kind && p.Target == pin.Target && p.Kind is not (PinKind.AddIndex or PinKind.ForbidIndex)
                ) is
                { } other
            )
            {
                errors.Add("conflict", $"'{pin.Target}' is already pinned at {other.At}", on.At, "Keep one of them.");
            }

            var opposite = pin.Kind == PinKind.AddIndex ? PinKind.ForbidIndex : PinKind.AddIndex;
            if (
                pin.Kind is PinKind.AddIndex or PinKind.ForbidIndex
                && pins.Exists(p => p.Kind == opposite && p.Target == pin.Target && p.Value == pin.Value)
            )
            {
                errors.Add(
                    "conflict",
                    $"The index on '{pin.Target}' ({pin.Value}) is both asked for and forbidden",
                    on.At,
                    "Keep one of them."
                );
            }

            pins.Add(pin);
        }

        return pins.ToSequence();
    }

    private void Check(Pin pin, YamlScalar on, YamlScalar value)
    {
        switch (pin.Kind)
        {
            case PinKind.Setting:
                return;
            case PinKind.Type:
                Attribute(on, "The pin");
                return;
            case PinKind.Name when on.Text.Contains('.'):
                Attribute(on, "The pin");
                return;
            case PinKind.Key when value.Text is not ("identity" or "uuid7"):
                errors.Unknown(
                    "value",
                    $"A key cannot be pinned to {DocumentErrors.Quote(value.Text)}",
                    value.Text,
                    value.At,
                    ["identity", "uuid7"],
                    "It is one of"
                );
                break;
        }

        if (
            catalog.Known(on.Text, on.At, "The pin") is not { } entity
            || pin.Kind is not (PinKind.AddIndex or PinKind.ForbidIndex)
        )
        {
            return;
        }

        var offset = 0;
        foreach (var part in value.Text.Split(','))
        {
            var name = part.Trim().Split(' ')[0];
            var start = offset + (part.Length - part.TrimStart().Length);
            if (
                catalog.Resolve(entity, name, at => value.Offset(start + at), "The pinned index") is { } resolved
                && resolved.Owner != entity
            )
            {
                errors.Add(
                    "pin",
                    $"'{name}' is not in the table of '{entity.Name}'",
                    value.Offset(start),
                    "An index covers one table."
                );
            }

            offset += part.Length + 1;
        }
    }

    private static PinKind KindOf(string kind) =>
        kind switch
        {
            "name" => PinKind.Name,
            "type" => PinKind.Type,
            "key" => PinKind.Key,
            "index" => PinKind.AddIndex,
            "forbid-index" => PinKind.ForbidIndex,
            "partition" => PinKind.Partition,
            _ => PinKind.Setting,
        };

    private MapReader? Named(YamlScalar key, YamlNode value, string what, KeySet keys, HashSet<string> seen)
    {
        if (!PatternBinder.NameIsGood(key, what, errors))
        {
            return null;
        }

        if (!seen.Add(Names.Snake(key.Text)))
        {
            errors.Add("duplicate-name", $"The name '{key.Text}' is already taken", key.At, "Choose another name.");
        }

        if (value is YamlMap map)
        {
            return new(map, keys, errors);
        }

        errors.Add(
            "value",
            $"'{key.Text}' needs a mapping, not {value.Kind}",
            value is YamlScalar ? key.At : value.At,
            $"Its keys are: {string.Join(", ", keys.Keys)}."
        );
        return null;
    }

    private Sequence<string> Members(EntityDraft entity, string side, int offset, YamlScalar scalar)
    {
        var members = new List<string>();
        foreach (var part in side.Split(','))
        {
            var name = part.Trim();
            var at = scalar.Offset(offset + (part.Length - part.TrimStart().Length));
            offset += part.Length + 1;
            if (entity.Find(name) is not null || entity.References.ContainsKey(name))
            {
                members.Add(name);
            }
            else
            {
                errors.Unknown(
                    "unknown-path",
                    $"'{entity.Name}' has no attribute or reference {DocumentErrors.Quote(name)}",
                    name,
                    at,
                    entity.Attributes.Select(a => a.Name).Concat(entity.References.Keys),
                    $"'{entity.Name}' has"
                );
            }
        }

        return members.ToSequence();
    }

    private Sequence<string> Entities(MapReader source, string key) =>
        source.Scalars(key).Select(s => catalog.Known(s.Text, s.At, $"'{key}'")?.Name).OfType<string>().Distinct().ToSequence();

    private string? Attribute(YamlScalar scalar, string what)
    {
        var parts = scalar.Text.Split('.');
        if (parts.Length != 2)
        {
            errors.Add(
                "unknown-path",
                $"{what} needs an attribute, not {DocumentErrors.Quote(scalar.Text)}",
                scalar.At,
                "Write 'ENTITY.ATTRIBUTE'."
            );
            return null;
        }

        if (catalog.Known(parts[0], scalar.At, what) is not { } entity)
        {
            return null;
        }

        return catalog.Resolve(entity, parts[1], at => scalar.Offset(parts[0].Length + 1 + at), what) is null
            ? null
            : scalar.Text;
    }
}
