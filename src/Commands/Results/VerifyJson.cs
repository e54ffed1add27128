using System.Text;
using System.Text.Json;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright migrate verify</c> found, for programs. The guide describes the fields.</summary>
public static class VerifyJson
{
    /// <summary>The whole result, indented, with a line end.</summary>
    public static string Write(VerifyResult result) =>
        Text(json =>
        {
            Head(json, result);
            json.WriteString("folder", result.Folder);
            json.WriteString("layout", result.Tool);
            json.WriteNumber("rows", result.Rows);
            json.WriteNumber("seconds", Math.Round(result.Seconds, 1));
            json.WriteBoolean("holds", result.Holds);
            json.WriteStartArray("files");
            foreach (var file in result.Files)
            {
                json.WriteStartObject();
                File(json, file);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (result.NewStatements is { } verdict)
            {
                json.WriteStartObject("new_statements");
                Verdict(json, verdict);
                json.WriteEndObject();
            }
        });

    /// <summary>What was found about one migration, as it is kept.</summary>
    public static string WriteFile(VerifyResult result, FileVerification file, string program) =>
        Text(json =>
        {
            Head(json, result);
            json.WriteString("dbwright", program);
            File(json, file);
        });

    /// <summary>An outcome or verdict in words.</summary>
    public static string Word(VerificationOutcome outcome) =>
        outcome switch
        {
            VerificationOutcome.Holds => "holds",
            VerificationOutcome.Refuted => "refuted",
            _ => "not checked",
        };

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Head(Utf8JsonWriter json, VerifyResult result)
    {
        json.WriteNumber("format", 1);
        json.WriteString("at", result.At);
        json.WriteString("engine", result.Engine);
        json.WriteString("server", result.Server);
        json.WriteString("settings", result.Settings);
        if (result.Start is { } start)
        {
            json.WriteString("started_from", start);
        }
    }

    private static void File(Utf8JsonWriter json, FileVerification file)
    {
        json.WriteString("version", file.Version);
        json.WriteString("file", file.File);
        json.WriteString("checksum", file.Checksum);
        json.WriteString("down_checksum", file.DownChecksum);
        json.WriteString("outcome", Word(file.Outcome));
        json.WriteStartArray("verdicts");
        foreach (var verdict in file.Verdicts)
        {
            json.WriteStartObject();
            Verdict(json, verdict);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("destroys");
        foreach (var loss in file.Losses)
        {
            json.WriteStringValue(loss);
        }

        json.WriteEndArray();
        json.WriteStartArray("statements");
        foreach (var statement in file.Statements)
        {
            Statement(json, statement);
        }

        json.WriteEndArray();
        if (file.Probe is { } probe)
        {
            json.WriteStartObject("beside");
            json.WriteNumber("reads", probe.Reads);
            json.WriteNumber("writes", probe.Writes);
            json.WriteNumber("longest_ms", Math.Round(probe.Longest, 3));
            json.WriteString("longest", probe.Slowest);
            json.WriteStartArray("failures");
            foreach (var failure in probe.Failures)
            {
                json.WriteStringValue(failure);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (file.GeneratedDown is { } down)
        {
            json.WriteString("generated_down", down);
            json.WriteString("written_down", file.WrittenDown);
        }
    }

    private static void Statement(Utf8JsonWriter json, MeasuredStatement statement)
    {
        json.WriteStartObject();
        json.WriteNumber("line", statement.At.Line);
        json.WriteNumber("column", statement.At.Column);
        json.WriteString("sql", statement.Sql);
        json.WriteNumber("ms", Math.Round(statement.Milliseconds, 3));
        if (statement.Alone is { } alone)
        {
            json.WriteNumber("alone_empty_ms", Math.Round(alone.Empty, 3));
            json.WriteNumber("alone_full_ms", Math.Round(alone.Full, 3));
        }

        if (statement.LogBytes is { } bytes)
        {
            json.WriteNumber("log_bytes", bytes);
        }

        if (statement.Measure is { } measure)
        {
            Measure(json, measure);
        }

        json.WriteEndObject();
    }

    private static void Measure(Utf8JsonWriter json, StatementMeasure measure)
    {
        json.WriteStartArray("locks");
        foreach (var taken in measure.Locks)
        {
            json.WriteStartObject();
            json.WriteString("on", taken.Object.Name.ToString());
            json.WriteString("kind", VerifyWords.Of(taken.Object.Kind));
            json.WriteString("lock", VerifyWords.Of(taken.Lock));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("locks_complete", measure.IsComplete);
        json.WriteStartArray("written");
        foreach (var written in measure.Written)
        {
            json.WriteStartObject();
            json.WriteString("on", written.Name.ToString());
            json.WriteString("kind", VerifyWords.Of(written.Kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("scanned");
        foreach (var table in measure.Scanned)
        {
            json.WriteStringValue(table.ToString());
        }

        json.WriteEndArray();
        if (measure.Way is { } way)
        {
            json.WriteString("way", way.ToString());
        }
    }

    private static void Verdict(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteString("id", verdict.Id);
        json.WriteString("claim", verdict.Claim);
        json.WriteString(
            "verdict",
            verdict.State != EvidenceState.Executed ? "not checked"
                : verdict.Holds ? "holds"
                : "refuted"
        );
        json.WriteString("detail", verdict.Detail);
    }
}
