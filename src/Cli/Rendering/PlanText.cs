using System.Text;
using System.Text.Json;
using Dbwright.Commands;
using Dbwright.Migrations;

namespace Dbwright.Cli;

/// <summary>A plan as text.</summary>
internal static class PlanText
{
    /// <summary>The page with the files, the files alone, or JSON; without differences an empty text.</summary>
    public static string Write(PlanResult result, string format) =>
        format switch
        {
            "json" => Json(result),
            _ when result.Files.Count == 0 => "",
            "sql" => string.Join('\n', result.Files.Select(f => $"-- {f.Up.Path}\n{f.Up.Content}")),
            _ => Markdown(result),
        };

    private static string Markdown(PlanResult result)
    {
        var text = new StringBuilder(result.Page.Content);
        foreach (var file in result.Files.SelectMany(f => new[] { f.Up, f.Down }))
        {
            text.Append($"\n## {file.Path}\n\n```sql\n{file.Content.TrimEnd()}\n```\n");
        }

        return text.ToString();
    }

    private static string Json(PlanResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("engine", result.Engine);
            json.WriteStartArray("files");
            foreach (var (number, file) in result.Files.Index())
            {
                File(json, file, result.Figures, number);
            }

            json.WriteEndArray();
            json.WriteStartObject("verification");
            json.WriteString("claim", result.Verification.Claim);
            json.WriteBoolean("holds", result.Verification.Holds);
            json.WriteString("state", result.Verification.State.ToString().ToLowerInvariant());
            json.WriteString("detail", result.Verification.Detail);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void File(Utf8JsonWriter json, StageFile file, PlanFigures? figures, int number)
    {
        json.WriteStartObject();
        json.WriteString("phase", PlanPhases.Word(file.Stage.Phase));
        json.WriteString("up", file.Up.Path);
        json.WriteString("down", file.Down.Path);
        json.WriteStartArray("statements");
        foreach (var step in file.Stage.Up.Steps)
        {
            json.WriteStartObject();
            json.WriteString("sql", step.Sql);
            json.WriteString("on", step.On.ToString());
            if (step.Lock is { } @lock)
            {
                json.WriteString("lock", @lock);
            }

            json.WriteBoolean("in_transaction", step.InTransaction);
            json.WriteStartArray("hazards");
            foreach (var hazard in step.Hazards)
            {
                json.WriteStartObject();
                json.WriteString("kind", hazard.Name);
                json.WriteString("detail", hazard.Detail);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (figures is not null)
        {
            Measured(json, file, figures, figures.Files[number]);
        }

        json.WriteEndObject();
    }

    private static void Measured(Utf8JsonWriter json, StageFile file, PlanFigures figures, FileVerification found)
    {
        json.WriteStartArray("measured");
        foreach (var statement in found.Statements)
        {
            json.WriteStartObject();
            json.WriteString("sql", statement.Sql);
            json.WriteNumber("ms", Math.Round(statement.Milliseconds, 2));
            if (statement.Alone is { } alone)
            {
                json.WriteNumber("alone_empty_ms", Math.Round(alone.Empty, 2));
                json.WriteNumber("alone_full_ms", Math.Round(alone.Full, 2));
            }

            if (figures.InProduction(statement, file.StepOf(statement)) is { } there)
            {
                json.WriteNumber("production_ms", Math.Round(there.Milliseconds));
                json.WriteBoolean("production_is_less", there.IsLimit);
            }

            if (statement.Measure is { } measure)
            {
                json.WriteString("lock", VerifyWords.Locks(measure));
                json.WriteString("work", VerifyWords.Work([measure]));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (found.Probe is { } met)
        {
            json.WriteNumber("longest_beside_ms", Math.Round(met.Longest, 2));
        }
    }
}
