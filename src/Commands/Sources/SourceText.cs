using System.Text;
using System.Text.Unicode;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Reads text files as people have them: with or without byte order mark, UTF-8, UTF-16 or an old single-byte encoding.</summary>
internal static class SourceText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file.</summary>
    /// <exception cref="Failure">It cannot be read, or is no text.</exception>
    public static string Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure.Because(ExitStatus.BadInput, "unreadable-file", $"{path} cannot be read.", e.Message, cause: e);
        }

        return Decode(bytes, path);
    }

    /// <summary>How the bytes of a file say its text, so that another text can be said in the same way.</summary>
    /// <returns>The encoding, with a byte order mark where the file has one; none for a single-byte encoding, which nobody named.</returns>
    public static Encoding? FormOf(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                return new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
            case [0xFF, 0xFE, ..]:
                return new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
            case [0xFE, 0xFF, ..]:
                return new UnicodeEncoding(bigEndian: true, byteOrderMark: true);
            case [not 0, 0, not 0, 0, ..]:
                return new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
            case [0, not 0, 0, not 0, ..]:
                return new UnicodeEncoding(bigEndian: true, byteOrderMark: false);
            default:
                return Utf8.IsValid(bytes) ? Strict : null;
        }
    }

    /// <summary>The text that bytes are.</summary>
    /// <exception cref="Failure">They are no text.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string path)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, .. var rest]:
                return Decode(rest, path);
            case [0xFF, 0xFE, .. var rest]:
                return Encoding.Unicode.GetString(rest);
            case [0xFE, 0xFF, .. var rest]:
                return Encoding.BigEndianUnicode.GetString(rest);
            case [not 0, 0, not 0, 0, ..]:
                return Encoding.Unicode.GetString(bytes);
            case [0, not 0, 0, not 0, ..]:
                return Encoding.BigEndianUnicode.GetString(bytes);
        }

        if (bytes.IndexOf((byte)0) is >= 0 and var zero)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "not-a-text",
                $"{path} is not a text: it has a zero byte at offset {zero}.",
                "Expected SQL text. An archive of pg_dump -Fc becomes one by `pg_restore --schema-only -f FILE.sql ARCHIVE`."
            );
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // Old dumps say no encoding, or one of the single-byte ones of the West; their names are ASCII nearly always.
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
