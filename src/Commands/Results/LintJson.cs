using System.Text.Json;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The result of a review as JSON: dbwright's own form, SARIF 2.1.0, and the code quality report of GitLab.</summary>
public static class LintJson
{
    private const string SarifSchema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const int Piece = 1 << 14;
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>dbwright's own form.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(LintResult result, TextWriter output) =>
        Text(
            output,
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("version", 1);
                json.WriteString("engine", result.Target.Name);
                if (result.Target.Version is { } version)
                {
                    json.WriteString("engineVersion", version.ToString());
                }

                json.WriteNumber("files", result.Report.Files);
                json.WriteNumber("statements", result.Report.Statements);
                json.WriteNumber("suppressed", result.Report.Suppressed);
                json.WriteNumber("inBaseline", result.InBaseline);
                json.WriteBoolean("fails", result.Fails);
                json.WriteStartArray("findings");
                var rules = new Dictionary<string, EncodedRule>(StringComparer.Ordinal);
                foreach (var finding in result.Report.Findings)
                {
                    if (!rules.TryGetValue(finding.Rule.Name, out var rule))
                    {
                        rules.Add(finding.Rule.Name, rule = new(finding.Rule));
                    }

                    Write(json, finding, rule);
                    Send(json);
                }

                json.WriteEndArray();
                if (result.Measured is { } measured)
                {
                    Write(json, measured);
                }

                json.WriteStartArray("fixed");
                foreach (var file in result.Fixed)
                {
                    json.WriteStartObject();
                    json.WriteString("file", Path(file.Path));
                    json.WriteStartArray("rules");
                    foreach (var finding in file.Applied)
                    {
                        json.WriteStringValue(finding.Rule.Name);
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        );

    // How long a statement took is left out: on a sandbox without rows it says nothing.
    private static void Write(Utf8JsonWriter json, MeasuredMigrations measured)
    {
        json.WriteStartObject("measured");
        json.WriteString("server", measured.Server);
        json.WriteStartArray("statements");
        foreach (var (file, statements) in measured.Files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            foreach (var statement in statements)
            {
                json.WriteStartObject();
                json.WriteString("file", Path(file));
                json.WriteNumber("offset", statement.Offset);
                if (statement.Measure is { } measure)
                {
                    json.WriteStartObject("locks");
                    foreach (var (locked, taken) in measure.Locks)
                    {
                        json.WriteString(locked.Name.ToString(), StatementLocks.Title(taken));
                    }

                    json.WriteEndObject();
                    WriteNames(json, "written", measure.Written.Select(w => w.Name.ToString()));
                    WriteNames(json, "scanned", measure.Scanned.Select(n => n.ToString()));
                    if (measure.Way is { } way)
                    {
                        json.WriteString("algorithm", way.Algorithm.ToString().ToLowerInvariant());
                        json.WriteBoolean("stopsWrites", way.StopsWrites);
                    }
                }
                else
                {
                    json.WriteString("refused", statement.Refusal);
                }

                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var one in names)
        {
            json.WriteStringValue(one);
        }

        json.WriteEndArray();
    }

    /// <summary>SARIF 2.1.0, with the fixes.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="version">dbwright's own version.</param>
    /// <param name="output">Where it goes.</param>
    public static void Sarif(LintResult result, string version, TextWriter output) =>
        Text(
            output,
            json =>
            {
                var rules = result
                    .Report.Findings.Select(f => f.Rule)
                    .DistinctBy(r => r.Name, StringComparer.Ordinal)
                    .OrderBy(r => r.Name, StringComparer.Ordinal)
                    .ToList();
                json.WriteStartObject();
                json.WriteString("$schema", SarifSchema);
                json.WriteString("version", "2.1.0");
                json.WriteStartArray("runs");
                json.WriteStartObject();
                json.WriteStartObject("tool");
                json.WriteStartObject("driver");
                json.WriteString("name", "dbwright");
                json.WriteString("version", version);
                json.WriteStartArray("rules");
                foreach (var rule in rules)
                {
                    json.WriteStartObject();
                    json.WriteString("id", rule.Name);
                    WriteMessage(json, "shortDescription", rule.Title);
                    WriteMessage(json, "fullDescription", rule.Why.Replace("`", "", StringComparison.Ordinal));
                    json.WriteStartObject("help");
                    json.WriteString("text", rule.Instead.Replace("`", "", StringComparison.Ordinal));
                    json.WriteString("markdown", rule.Instead);
                    json.WriteEndObject();
                    json.WriteStartObject("defaultConfiguration");
                    json.WriteString("level", Level(rule.Severity));
                    json.WriteEndObject();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteString("columnKind", "utf16CodeUnits");
                json.WriteStartArray("results");
                foreach (var finding in result.Report.Findings)
                {
                    WriteSarif(json, finding, rules.FindIndex(r => r.Name == finding.Rule.Name), result.Texts);
                    Send(json);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteEndObject();
            }
        );

    /// <summary>The code quality report of GitLab.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="output">Where it goes.</param>
    public static void GitLab(LintResult result, TextWriter output) =>
        Text(
            output,
            json =>
            {
                json.WriteStartArray();
                foreach (var finding in result.Report.Findings)
                {
                    json.WriteStartObject();
                    json.WriteString("description", finding.Title);
                    json.WriteString("check_name", finding.Rule.Name);
                    json.WriteString("fingerprint", finding.Fingerprint);
                    json.WriteString(
                        "severity",
                        finding.Severity switch
                        {
                            Severity.Error => "critical",
                            Severity.Warning => "major",
                            _ => "info",
                        }
                    );
                    json.WriteStartObject("location");
                    json.WriteString("path", Path(finding.File));
                    json.WriteStartObject("lines");
                    json.WriteNumber("begin", finding.Start.Line);
                    json.WriteNumber("end", Math.Max(finding.Start.Line, finding.End.Line));
                    json.WriteEndObject();
                    json.WriteEndObject();
                    json.WriteEndObject();
                    Send(json);
                }

                json.WriteEndArray();
            }
        );

    // The text goes out in pieces: with many findings the whole of it would be larger than all that was read.
    private static void Text(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new TextStream(output);
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            write(json);
        }

        buffer.Flush();
        output.Write('\n');
    }

    private static void Send(Utf8JsonWriter json)
    {
        if (json.BytesPending > Piece)
        {
            json.Flush();
        }
    }

    // What a rule says comes with each of its findings; it is escaped once.
    private sealed class EncodedRule(RuleInfo rule)
    {
        public JsonEncodedText Name { get; } = JsonEncodedText.Encode(rule.Name);

        public JsonEncodedText Why { get; } = JsonEncodedText.Encode(rule.Why);

        public JsonEncodedText Instead { get; } = JsonEncodedText.Encode(rule.Instead);

        public JsonEncodedText Page { get; } = JsonEncodedText.Encode(rule.Page);
    }

    private static void Write(Utf8JsonWriter json, LintFinding finding, EncodedRule rule)
    {
        json.WriteStartObject();
        json.WriteString("rule", rule.Name);
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteString("title", finding.Title);
        json.WriteString("file", Path(finding.File));
        json.WriteNumber("line", finding.Start.Line);
        json.WriteNumber("column", finding.Start.Column);
        json.WriteNumber("endLine", finding.End.Line);
        json.WriteNumber("endColumn", finding.End.Column);
        if (finding.Subject is { } subject)
        {
            json.WriteString("subject", subject);
        }

        if (finding.Locks is { } locks)
        {
            json.WriteString("locks", locks);
        }

        json.WriteString("why", rule.Why);
        json.WriteString("instead", rule.Instead);
        if (finding.Rewrite is { } rewrite)
        {
            json.WriteString("rewrite", rewrite);
        }

        if (finding.Fix is { } fix)
        {
            json.WriteStartObject("fix");
            json.WriteString("title", fix.Title);
            json.WriteStartArray("edits");
            foreach (var edit in fix.Edits)
            {
                json.WriteStartObject();
                json.WriteNumber("start", edit.Span.Start);
                json.WriteNumber("length", edit.Span.Length);
                json.WriteString("text", edit.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteString("page", rule.Page);
        json.WriteString("fingerprint", finding.Fingerprint);
        json.WriteEndObject();
    }

    private static void WriteSarif(Utf8JsonWriter json, LintFinding finding, int rule, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Name);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(finding.Severity));
        WriteMessage(json, "message", finding.Title);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        WriteArtifact(json, finding.File);
        json.WriteStartObject("region");
        json.WriteNumber("startLine", finding.Start.Line);
        json.WriteNumber("startColumn", finding.Start.Column);
        json.WriteNumber("endLine", finding.End.Line);
        json.WriteNumber("endColumn", finding.End.Column);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("dbwright/v1", finding.Fingerprint);
        json.WriteEndObject();
        if (finding.Fix is { } fix && texts.TryGetValue(finding.File, out var text))
        {
            json.WriteStartArray("fixes");
            json.WriteStartObject();
            WriteMessage(json, "description", fix.Title);
            json.WriteStartArray("artifactChanges");
            json.WriteStartObject();
            WriteArtifact(json, finding.File);
            json.WriteStartArray("replacements");
            var script = new ScriptFile(finding.File, text);
            foreach (var edit in fix.Edits)
            {
                var (from, to) = (script.At(edit.Span.Start), script.At(edit.Span.End));
                json.WriteStartObject();
                json.WriteStartObject("deletedRegion");
                json.WriteNumber("startLine", from.Line);
                json.WriteNumber("startColumn", from.Column);
                json.WriteNumber("endLine", to.Line);
                json.WriteNumber("endColumn", to.Column);
                json.WriteEndObject();
                WriteMessage(json, "insertedContent", edit.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteArtifact(Utf8JsonWriter json, string file)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', Path(file).Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
    }

    private static string Level(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "note",
        };

    private static string Path(string file) => file.Replace('\\', '/');
}
