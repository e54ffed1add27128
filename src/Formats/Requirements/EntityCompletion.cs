using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Completes entities once all names are known: keys, uniqueness, rules, defaults and reference data.</summary>
internal sealed class EntityCompletion(DocumentErrors errors, ReferenceDataReader referenceData)
{
    private readonly RuleChecks rules = new(errors);
    private readonly DefaultChecks defaults = new(errors);

    /// <summary>Reads the key, which later stages of reading rely on.</summary>
    public void ReadKey(EntityDraft entity)
    {
        if (entity.Source?.Has("key") != true)
        {
            return;
        }

        entity.Key = Members(entity, entity.Source.Scalars("key"), "The key");
    }

    /// <summary>The finished entity.</summary>
    public Entity Complete(EntityDraft entity)
    {
        var source = entity.Source!;
        var unique = new List<Sequence<string>>();
        foreach (var item in source.Items("unique"))
        {
            if (item is YamlList list)
            {
                var members = Members(entity, source.Scalars(list, "'unique'"), "'unique'");
                if (members.Count > 0 && unique.Exists(u => u.ToHashSet().SetEquals(members)))
                {
                    errors.Add("duplicate-name", "This uniqueness is already given", list.At, "Keep one of them.");
                }

                unique.Add(members);
            }
            else
            {
                errors.Add(
                    "value",
                    "'unique' of an entity is a list of lists",
                    item.At,
                    "Write [[a, b]]; a single attribute is 'unique' in its own line."
                );
            }
        }

        var completed = new Entity
        {
            Name = entity.Name,
            About = source.Text("about") ?? "",
            Volume = VolumeReader.Read(source),
            Attributes = Attributes(entity),
            Key = entity.Key,
            Unique = unique.ToSequence(),
            Rules = Rules(entity, source.Scalars("rules"), entity.Name),
            At = entity.At,
        };
        defaults.AgainstRules(completed);
        return completed with { Reference = referenceData.Read(entity, completed, source) };
    }

    /// <summary>The finished attributes.</summary>
    public Sequence<EntityAttribute> Attributes(EntityDraft entity) =>
        entity
            .Attributes.Select(draft => new EntityAttribute
            {
                Name = draft.Name,
                Id = draft.Id,
                Type = draft.Type,
                About = draft.About,
                Optional = draft.Optional,
                Unique = draft.Unique,
                Default = defaults.Read(draft),
                Personal = draft.Personal,
                Secret = draft.Secret,
                Rules = Rules(entity, draft.Rules, draft.Id),
                At = draft.At,
            })
            .ToSequence();

    private Sequence<Rule> Rules(EntityDraft entity, IReadOnlyList<YamlScalar> scalars, string path) =>
        scalars.Select((scalar, i) => rules.Read(entity, scalar, $"{path}.rules.{i + 1}")).OfType<Rule>().ToSequence();

    /// <summary>Names of attributes or references that together identify a row.</summary>
    private Sequence<string> Members(EntityDraft entity, IReadOnlyList<YamlScalar> scalars, string what)
    {
        var isKey = what == "The key";
        var members = new List<string>();
        foreach (var scalar in scalars)
        {
            var name = scalar.Text;
            if (members.Contains(name))
            {
                errors.Add("duplicate-name", $"{what} of '{entity.Name}' names '{name}' twice", scalar.At, "Name it once.");
                continue;
            }

            if (entity.Find(name) is { } attribute)
            {
                if (isKey && attribute.Optional)
                {
                    errors.Add(
                        "optional-key",
                        $"The key of '{entity.Name}' names '{name}', which is optional",
                        scalar.At,
                        $"Make '{name}' required, or choose another key."
                    );
                }

                if (
                    !attribute.IsUnreadable
                    && attribute.Type.Kind is SemanticKind.Json or SemanticKind.Vector or SemanticKind.Location
                )
                {
                    errors.Add(
                        "key",
                        $"A value of type {SemanticTypes.NameOf(attribute.Type.Kind)} cannot identify a row",
                        scalar.At,
                        "Choose another attribute."
                    );
                }
            }
            else if (entity.References.TryGetValue(name, out var reference))
            {
                if (isKey && reference.IsOptional)
                {
                    errors.Add(
                        "optional-key",
                        $"The key of '{entity.Name}' names the reference '{name}', which is optional",
                        scalar.At,
                        "Make the reference required, or choose another key."
                    );
                }
            }
            else
            {
                errors.Unknown(
                    "unknown-path",
                    $"{what} of '{entity.Name}' names {DocumentErrors.Quote(name)}, which is no attribute or reference of it",
                    name,
                    scalar.At,
                    entity.Attributes.Select(a => a.Name).Concat(entity.References.Keys),
                    $"'{entity.Name}' has"
                );
                continue;
            }

            members.Add(name);
        }

        return members.ToSequence();
    }
}
