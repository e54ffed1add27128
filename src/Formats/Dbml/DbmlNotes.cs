using System.Text.RegularExpressions;

namespace Dbwright.Formats;

/// <summary>What <see cref="DbmlWriter"/> says in notes, as DBML has no settings for it, and <see cref="DbmlReader"/> reads back.</summary>
internal static partial class DbmlNotes
{
    /// <summary>A generated column: a comment, then <c>Generated, stored: a + b</c>.</summary>
    [GeneratedRegex(
        @"^((?<comment>.*?) )?Generated(?<stored>, stored)?: (?<sql>.*)\z",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    public static partial Regex Generated();

    /// <summary>An index: a comment, then <c>Method: gin. Includes a, b. Only rows where c is null.</c>, each where it applies.</summary>
    [GeneratedRegex(
        @"^(?<comment>.*?)(^|\s)?(Method: (?<method>\w+)\.)?(^|\s)?(Includes (?<include>.*?)\.)?(^|\s)?(Only rows where (?<where>.*)\.)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    public static partial Regex Index();
}
