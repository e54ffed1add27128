using System.Text;

namespace Dbwright.Migrations;

/// <summary>Lines of a program, indented.</summary>
/// <param name="step">What one level is indented by.</param>
internal sealed class HostCode(string step = "    ")
{
    private readonly StringBuilder text = new();
    private int level;

    /// <summary>A line; an empty one without indentation.</summary>
    public HostCode Line(string line = "")
    {
        if (line.Length > 0)
        {
            for (var i = 0; i < level; i++)
            {
                text.Append(step);
            }
        }

        text.Append(line).Append('\n');
        return this;
    }

    /// <summary>Text as it stands.</summary>
    public HostCode Raw(string raw)
    {
        text.Append(raw);
        return this;
    }

    /// <summary>Lines as comments.</summary>
    public HostCode Comments(string mark, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Line($"{mark} {line}".TrimEnd());
        }

        return this;
    }

    /// <summary>What is within, a level deeper.</summary>
    public HostCode Within(Action<HostCode> write)
    {
        level++;
        write(this);
        level--;
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => text.ToString();
}
