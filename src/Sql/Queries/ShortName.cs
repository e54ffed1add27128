using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dbwright.Sql;

/// <summary>Names that fit an engine's limit.</summary>
public static class ShortName
{
    private const int HashDigits = 8;

    /// <summary>The name itself, or its beginning with a stable hash of the whole when it has more than <paramref name="maxBytes"/> UTF-8 bytes.</summary>
    public static string Fit(string name, int maxBytes)
    {
        if (Encoding.UTF8.GetByteCount(name) <= maxBytes)
        {
            return name;
        }

        var hash = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var kept = name;
        while (Encoding.UTF8.GetByteCount(kept) > maxBytes - HashDigits - 1)
        {
            kept = kept[..^(char.IsLowSurrogate(kept[^1]) ? 2 : 1)];
        }

        return $"{kept.TrimEnd('_')}_{hash:x8}";
    }
}
