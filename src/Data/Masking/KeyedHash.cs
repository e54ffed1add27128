using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dbwright.Data;

/// <summary>Hashes under a key that nobody else has, so that nobody can try originals until one fits.</summary>
public sealed class KeyedHash
{
    private readonly byte[] key;

    /// <param name="key">The key.</param>
    public KeyedHash(string key) => this.key = Encoding.UTF8.GetBytes(key);

    /// <summary>The hash of a text for a purpose: 32 bytes.</summary>
    public byte[] Bytes(string purpose, string text) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\u001f{text}"));

    /// <summary>The hash as a number.</summary>
    public ulong Number(string purpose, string text) => BinaryPrimitives.ReadUInt64BigEndian(Bytes(purpose, text));
}
