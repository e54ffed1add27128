using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>The owner's own decisions, by what they decide.</summary>
internal sealed class Pins(Sequence<Pin> all)
{
    private readonly Dictionary<(PinKind, string), Pin> byTarget = all.Where(p =>
            p.Kind is PinKind.Name or PinKind.Type or PinKind.Key
        )
        .GroupBy(p => (p.Kind, p.Target))
        .ToDictionary(g => g.Key, g => g.First());

    /// <summary>The physical name of an entity, attribute, relationship or reference (<c>order.buyer</c>), or none.</summary>
    /// <exception cref="Failure">It cannot be a name here.</exception>
    public string? Name(string target, int maxBytes)
    {
        if (Find(PinKind.Name, target) is not { } pin)
        {
            return null;
        }

        var bytes = System.Text.Encoding.UTF8.GetByteCount(pin.Value);
        return
            bytes > 0 && bytes <= maxBytes && !pin.Value.Contains('.', StringComparison.Ordinal) && !pin.Value.Any(char.IsControl)
            ? pin.Value
            : throw Failure.Because(
                ExitStatus.BadInput,
                "pinned-name",
                $"{target} cannot be named {pin.Value}.",
                $"A name has 1 to {maxBytes} bytes, no dot and no control character.",
                $"Choose a shorter name, for example {ObjectNames.Shorten(ObjectNames.SnakeCase(pin.Value), maxBytes)}.",
                pin.At
            );
    }

    /// <summary>The data type of an attribute, or none.</summary>
    public Pin? Type(string attribute) => Find(PinKind.Type, attribute);

    /// <summary>The key convention of an entity, or none.</summary>
    public KeyConvention? Key(string entity) =>
        Find(PinKind.Key, entity)?.Value switch
        {
            null => null,
            "uuid7" => KeyConvention.Uuid7,
            _ => KeyConvention.Identity,
        };

    private Pin? Find(PinKind kind, string target) => byTarget.GetValueOrDefault((kind, target));
}
