using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Chooses the physical type of every attribute: the engine's choice, the convention for enumerations, the owner's pin.</summary>
internal sealed class TypeDesign(Draft draft)
{
    private readonly Dictionary<string, TypeChoice?> chosen = new(StringComparer.Ordinal);

    /// <summary>The types that the owner has pinned, with what they cost.</summary>
    public List<(EntityAttribute Attribute, Pin Pin, string? Cost)> Pinned { get; } = [];

    /// <summary>The attributes whose values a lookup table holds, with their owner.</summary>
    public bool IsLookup(EntityAttribute attribute) =>
        attribute.Type.Kind == SemanticKind.Enum
        && draft.Requirements.Conventions.Enums == EnumConvention.Lookup
        && draft.Pins.Type(attribute.Id) is null;

    /// <summary>The choice for an attribute; none when the engine cannot hold it yet.</summary>
    public TypeChoice? Of(EntityAttribute attribute)
    {
        if (!chosen.TryGetValue(attribute.Id, out var choice))
        {
            choice = Choose(attribute);
            chosen[attribute.Id] = choice;
        }

        return choice;
    }

    private TypeChoice? Choose(EntityAttribute attribute)
    {
        var choice = draft.Types.Choose(attribute.Type, draft.Version);
        if (draft.Pins.Type(attribute.Id) is { } pin)
        {
            return Obey(pin, attribute, choice);
        }

        if (attribute.Type.Kind != SemanticKind.Enum || choice is null)
        {
            return choice;
        }

        return draft.Requirements.Conventions.Enums switch
        {
            EnumConvention.Native when draft.Types.HasEnums => Native(attribute),
            EnumConvention.Lookup => choice with
            {
                Checks = [],
                Reason = "text that refers to a table of the allowed values, so that a value is added by inserting a row.",
            },
            _ => choice,
        };
    }

    private TypeChoice Native(EntityAttribute attribute)
    {
        var name = QualifiedName.Of(draft.Objects.Take(attribute.Id.Replace('.', '_').Replace('-', '_')));
        draft.Enums.Add(new(name, attribute.Type.Values) { Comment = $"The values of {attribute.Id}." });
        return new(
            new DataType.Enum(name),
            $"The type {name} of its own: compact and ordered as declared; values can be added but not removed."
        );
    }

    private TypeChoice Obey(Pin pin, EntityAttribute attribute, TypeChoice? choice)
    {
        var type = draft.Types.Read(pin.Value);
        var cost = Cost(attribute, type, choice?.Type);
        Pinned.Add((attribute, pin, cost));
        if (cost is not null)
        {
            draft.Warn(
                "pinned-type",
                $"{attribute.Id} is {pin.Value} by the owner's decision: {cost}",
                attribute.Id,
                $"The owner's reason: {pin.Reason}",
                choice is null ? null : $"Without the pin it would be {draft.Types.Write(choice.Type)}.",
                pin.At
            );
        }

        var keepsForm = choice is not null && SameFamily(choice.Type, type);
        return new(type, $"The owner's decision: {pin.Reason}")
        {
            Checks = keepsForm ? choice!.Checks : [],
            ScaleDigits = choice is not null && choice.Type == type ? choice.ScaleDigits : 0,
        };
    }

    private static bool SameFamily(DataType chosen, DataType pinned) =>
        (chosen, pinned) switch
        {
            (DataType.Text, DataType.Text or DataType.Native) => true,
            (DataType.Integer or DataType.Decimal, DataType.Integer or DataType.Decimal or DataType.Float) => true,
            _ => chosen.GetType() == pinned.GetType(),
        };

    private static string? Cost(EntityAttribute attribute, DataType pinned, DataType? usual) =>
        (attribute.Type.Kind, pinned) switch
        {
            (SemanticKind.Money or SemanticKind.Decimal or SemanticKind.Percentage, DataType.Float) =>
                "binary floating point cannot hold most decimal fractions, so sums are off by cents.",
            (SemanticKind.Timestamp, DataType.Timestamp { WithZone: false }) =>
                "without a time zone the moment depends on the session that wrote it.",
            (_, DataType.Text { Fixed: true }) => "fixed length is padded with blanks, which comparisons then ignore.",
            (_, DataType.Text { MaxLength: { } length }) when attribute.Type.Length > length =>
                $"the document allows {attribute.Type.Length} characters, the type {length}.",
            (SemanticKind.Integer, DataType.Integer { Bits: < 64 } integer)
                when attribute.Type.Maximum > Greatest(integer.Bits) =>
                $"the document allows values up to {attribute.Type.Maximum}, the type {Greatest(integer.Bits)}.",
            (SemanticKind.Json, DataType.Json { Binary: false }) when usual is DataType.Json { Binary: true } =>
                "it is parsed again at every access and cannot be indexed.",
            (not SemanticKind.Json, DataType.Json) => "neither its form nor its range is checked inside a JSON document.",
            (
                SemanticKind.Timestamp
                    or SemanticKind.Date
                    or SemanticKind.Integer
                    or SemanticKind.Money
                    or SemanticKind.Decimal
                    or SemanticKind.Boolean,
                DataType.Text
            ) when usual is not DataType.Text => "as text it is compared letter by letter and accepts what is no such value.",
            _ => null,
        };

    private static decimal Greatest(int bits) => bits == 16 ? short.MaxValue : int.MaxValue;
}
