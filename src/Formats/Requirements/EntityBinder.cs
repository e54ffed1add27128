using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Formats;

/// <summary>Reads entities and attributes into drafts; what refers to other names is read by <see cref="EntityCompletion"/>.</summary>
internal sealed class EntityBinder(DocumentErrors errors, EntityCatalog catalog)
{
    private const int MostEntities = 2000;

    public void Read(MapReader document)
    {
        var entries = document.Entries("entities");
        if (entries.Count == 0 && !document.Has("entities"))
        {
            errors.Add(
                "missing-key",
                "The document needs 'entities'",
                document.At,
                "Write 'entities:' and below it what the application keeps, with its attributes."
            );
        }

        if (entries.Count > MostEntities)
        {
            throw errors.Fatal("size", $"There are more than {MostEntities} entities", entries[MostEntities].Key.At);
        }

        foreach (var (key, value) in entries)
        {
            var name = Names.Checked(key, "an entity", errors);
            if (catalog.Find(name) is { } other)
            {
                errors.Add(
                    "duplicate-name",
                    $"The entity {DocumentErrors.Quote(key.Text)} is already declared at {other.At}",
                    key.At,
                    "Keep one of them, or give one another name."
                );
                continue;
            }

            var map = value as YamlMap;
            if (map is null && value is not YamlScalar { IsNothing: true })
            {
                errors.Add(
                    "value",
                    $"The entity '{name}' needs a mapping, not {value.Kind}",
                    value.At,
                    $"Write 'attributes:' below it; its keys are: {string.Join(", ", KeySet.Entity.Keys)}."
                );
            }

            var source = new MapReader(map ?? new YamlMap([], key.At), KeySet.Entity, errors);
            var entity = new EntityDraft(name, key.At) { Source = source };
            catalog.TryAdd(entity);
            ReadAttributes(entity, source, name);
        }
    }

    /// <summary>Reads the attributes of an entity or of a many-to-many relationship.</summary>
    /// <param name="entity">Who gets them.</param>
    /// <param name="source">The mapping with the key <c>attributes</c>.</param>
    /// <param name="path">The path that their ids begin with.</param>
    public void ReadAttributes(EntityDraft entity, MapReader source, string path)
    {
        foreach (var (key, value) in source.Entries("attributes"))
        {
            var name = Names.Checked(key, "an attribute", errors);
            if (entity.Find(name) is { } other)
            {
                errors.Add(
                    "duplicate-name",
                    $"The attribute {DocumentErrors.Quote(key.Text)} of '{entity.Name}' is already declared at {other.At}",
                    key.At,
                    "Keep one of them."
                );
                continue;
            }

            if (ExpressionParser.Keywords.Contains(name))
            {
                errors.Add(
                    "reserved-name",
                    $"'{name}' is a word of conditions and cannot name an attribute",
                    key.At,
                    "Choose another name."
                );
            }
            else if (name == "id" && entity.HasSurrogateKey)
            {
                errors.Add(
                    "reserved-name",
                    $"'{entity.Name}' gets its key 'id' from the conventions",
                    key.At,
                    "Leave the attribute out, or declare it with 'key: [id]' as the natural key."
                );
            }

            var draft = Attribute(name, $"{path}.{name}", key.At, value);
            entity.Attributes.Add(draft ?? new(name, $"{path}.{name}", new(SemanticKind.Text), key.At) { IsUnreadable = true });
        }
    }

    private AttributeDraft? Attribute(string name, string id, Location at, YamlNode value)
    {
        switch (value)
        {
            case YamlScalar { IsNothing: false } scalar:
                var form = AttributeForm.Read(scalar, errors);
                return form.Type is { } type
                    ? new(name, id, Complete(type), at)
                    {
                        HasDigits = type.Precision is not null,
                        Optional = form.Optional,
                        Unique = form.Unique,
                        Secret = IsSecret(type.Kind),
                        DefaultText = form.Default,
                        DefaultAt = form.Default is null ? null : scalar.Offset(form.DefaultOffset),
                    }
                    : null;
            case YamlMap map:
                return Long(name, id, at, new(map, KeySet.Attribute, errors));
            default:
                errors.Add(
                    "attribute",
                    $"The attribute '{name}' needs a type, not {value.Kind}",
                    value is YamlScalar ? at : value.At,
                    "Write for example 'text(200)', or { type: email, unique: true }.",
                    $"The types are: {string.Join(", ", SemanticTypes.Known)}."
                );
                return null;
        }
    }

    private AttributeDraft? Long(string name, string id, Location at, MapReader source)
    {
        var scalar = source.Required("type", $"The types are: {string.Join(", ", SemanticTypes.Known)}.");
        var optional = source.Flag("optional") ?? false;
        var unique = source.Flag("unique") ?? false;
        var personal = source.Flag("personal") ?? false;
        var secret = source.Flag("secret");
        var about = source.Text("about") ?? "";
        var rules = source.Scalars("rules");
        var standard = source.Scalar("default");
        if (scalar is null)
        {
            return null;
        }

        var form = AttributeForm.Read(scalar, errors);
        if (form.Optional || form.Unique || form.Default is not null)
        {
            var key =
                form.Optional ? "optional: true"
                : form.Unique ? "unique: true"
                : $"default: {form.Default}";
            errors.Add("attribute", "In the long form 'type' holds only the type", scalar.At, $"Write '{key}' beside it.");
        }

        if (form.Type is not { } type)
        {
            return null;
        }

        if (secret == false && IsSecret(type.Kind))
        {
            errors.Add(
                "conflict",
                $"A value of type {SemanticTypes.NameOf(type.Kind)} is always secret",
                source.Scalar("secret")!.At,
                "Leave 'secret' out."
            );
        }

        // Quotes of YAML around a text default need no second pair of quotes inside.
        var isLiteral =
            standard is { IsPlain: false }
            && (SemanticTypes.IsText(type.Kind) || type.Kind == SemanticKind.Enum)
            && !standard.Text.StartsWith('\'');
        return new(name, id, Complete(type), at)
        {
            HasDigits = type.Precision is not null,
            About = about,
            Optional = optional,
            Unique = unique,
            Personal = personal,
            Secret = secret ?? IsSecret(type.Kind),
            DefaultText = isLiteral ? $"'{standard!.Text.Replace("'", "''")}'" : standard?.Text,
            DefaultAt = standard?.Offset(0),
            Rules = rules,
        };
    }

    private static SemanticType Complete(SemanticType type) =>
        type is { Kind: SemanticKind.Decimal, Precision: null }
            ? type with
            {
                Precision = Assumptions.DecimalPrecision,
                Scale = Assumptions.DecimalScale,
            }
            : type;

    private static bool IsSecret(SemanticKind kind) => kind is SemanticKind.Password or SemanticKind.Secret;
}
