namespace Dbwright.Commands;

/// <summary>What a run would send, as a text that says of itself that nothing of it was run.</summary>
internal static class DryScript
{
    /// <summary>The text; empty when nothing would run.</summary>
    /// <param name="target">The database.</param>
    /// <param name="verb">What would run it.</param>
    /// <param name="files">What would be sent for each file.</param>
    public static string Of(MigrateTarget target, string verb, IEnumerable<string> files)
    {
        var text = string.Concat(files);
        return text.Length == 0
            ? ""
            : $"-- What `migrate {verb}` would run on {target.Description}. It was only read from: nothing of this was run.\n\n{text}";
    }
}
