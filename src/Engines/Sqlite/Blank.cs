namespace Dbwright.Engines;

/// <summary>Space and comments between statements.</summary>
internal static class SqliteBlank
{
    /// <summary>The first place from <paramref name="at"/> on that is neither.</summary>
    public static int Skip(ReadOnlySpan<byte> sql, int at)
    {
        while (at < sql.Length)
        {
            var rest = sql[at..];
            if (rest[0] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or (byte)';')
            {
                at++;
            }
            else if (rest.StartsWith("--"u8))
            {
                var end = rest.IndexOf((byte)'\n');
                at = end < 0 ? sql.Length : at + end + 1;
            }
            else if (rest.StartsWith("/*"u8))
            {
                var end = rest.IndexOf("*/"u8);
                at = end < 0 ? sql.Length : at + end + 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }
}
