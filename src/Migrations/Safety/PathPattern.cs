namespace Dbwright.Migrations;

/// <summary>Patterns of paths: <c>*</c> within a folder, <c>**</c> over folders, <c>?</c> for one character; a folder stands for all in it.</summary>
public static class PathPattern
{
    /// <summary>Whether a path is meant, wholly or from one of its folders on.</summary>
    public static bool IsMatch(string pattern, string path)
    {
        var wanted = pattern.Replace('\\', '/').TrimEnd('/');
        var given = path.Replace('\\', '/');
        for (var from = 0; from >= 0; )
        {
            if (Matches(wanted, given.AsSpan(from)))
            {
                return true;
            }

            var next = given.IndexOf('/', from);
            from = next < 0 ? -1 : next + 1;
        }

        return false;
    }

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        if (pattern.IsEmpty)
        {
            return path.IsEmpty || path[0] == '/';
        }

        if (pattern.StartsWith("**"))
        {
            var rest = pattern[2..];
            for (var i = 0; i <= path.Length; i++)
            {
                if (Matches(rest.StartsWith("/") && i == 0 ? rest[1..] : rest, path[i..]))
                {
                    return true;
                }
            }

            return false;
        }

        if (pattern[0] == '*')
        {
            for (var i = 0; i <= path.Length && (i == 0 || path[i - 1] != '/'); i++)
            {
                if (Matches(pattern[1..], path[i..]))
                {
                    return true;
                }
            }

            return false;
        }

        return !path.IsEmpty
            && (pattern[0] == path[0] || (pattern[0] == '?' && path[0] != '/'))
            && Matches(pattern[1..], path[1..]);
    }
}
