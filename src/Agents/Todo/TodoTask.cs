using Dbwright.Formats;

namespace Dbwright.Agents;

/// <summary>A task of the TODO file.</summary>
/// <param name="Id">Its stable id: <c>DB-ITEM-1.3</c>.</param>
/// <param name="Subject">What it is about; markup.</param>
/// <param name="Fields">Its four fields: name and content, which is markup.</param>
/// <param name="State">Whether it is ticked, with the evidence or the reason.</param>
internal sealed record TodoTask(string Id, string Subject, IReadOnlyList<(string Name, string Content)> Fields, BoxState State)
{
    /// <summary>The task as an item of a list, without the hyphen.</summary>
    public string Write() =>
        $"[{(State.IsTicked ? "x" : " ")}] **{Id} [{Subject}]**:\n"
        + string.Join(
            "\n",
            Fields.Select(f => $"- **{f.Name}**:{(f.Content.StartsWith('\n') ? "" : " ")}{f.Content.Replace("\n", "\n  ")}")
        )
        + $"\n- **{(State.IsTicked ? "Evidence" : "Open")}**: {State.Why}";

    /// <summary>Content that is code: a fenced block below the field's name.</summary>
    public static string Sql(string sql) => "\n" + Markdown.Fenced("sql", sql);
}
