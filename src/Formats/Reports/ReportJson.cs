using System.Text.Json;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>What <c>prove</c> found out as JSON: <c>evidence/report.json</c>. Its form is stable and described by <see cref="Schema"/>.</summary>
public static class ReportJson
{
    private const string Format = "dbwright-report";
    private const int Version = 1;

    /// <summary>The JSON schema of the report.</summary>
    public static string Schema { get; } = ReadSchema();

    /// <summary>The report as indented JSON. Times are milliseconds or seconds, as the names say.</summary>
    public static string Write(ProofReport report) =>
        JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteString("application", report.Application);
            json.WriteString("engine", report.Engine);
            json.WriteString("engineVersion", report.EngineVersion);
            json.WriteString("sandbox", report.Sandbox);
            json.WriteString("command", report.Command);
            json.WriteString("program", report.Program);
            json.WriteString("measuredAt", report.MeasuredAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
            json.WriteString("machine", report.Machine);
            json.WriteNumber("peakMemoryBytes", report.PeakMemoryBytes);
            json.WriteString("requirementsSha256", report.RequirementsHash);
            json.WriteNumber("scale", report.Scale);
            json.WriteNumber("seed", report.Seed);
            All(json, "verdicts", report.Verdicts, v => Write(json, v));
            All(json, "patterns", report.Patterns, p => Write(json, p));
            All(json, "loads", report.Loads, l => Write(json, l));
            All(json, "indexes", report.Indexes, i => Write(json, i));
            All(json, "stages", report.Stages, s => Write(json, s));
            All(json, "findings", report.Findings, f => Write(json, f));
            json.WriteEndObject();
        });

    private static string ReadSchema()
    {
        using var stream = typeof(ReportJson).Assembly.GetManifestResourceStream("report.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // Unlike in a schema, an empty list says something: nothing was measured.
    private static void All<T>(Utf8JsonWriter json, string name, Sequence<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("id", verdict.Id);
        json.WriteString("claim", verdict.Claim);
        json.WriteBoolean("holds", verdict.Holds);
        json.WriteString("state", Words.Of(verdict.State));
        json.WriteString("detail", verdict.Detail);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PatternEvidence pattern)
    {
        json.WriteStartObject();
        json.WriteString("pattern", pattern.Pattern);
        json.WriteBoolean("holds", pattern.Holds);
        json.WriteBoolean("isWrite", pattern.IsWrite);
        json.WriteBoolean("isReport", pattern.IsReport);
        json.WriteString("sql", pattern.Sql);
        Figure(json, "targetP95Milliseconds", pattern.TargetP95);
        Figure(json, "targetP99Milliseconds", pattern.TargetP99);
        Write(json, "before", pattern.Before);
        Write(json, "after", pattern.After);
        Figure(json, "writeCost", pattern.WriteCost);
        All(json, "designedIndexes", pattern.Designed, json.WriteStringValue);
        All(json, "usedIndexes", pattern.Used, json.WriteStringValue);
        Write(json, "planBefore", pattern.PlanBefore);
        Write(json, "planAfter", pattern.PlanAfter);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Latency latency)
    {
        json.WriteStartObject(name);
        json.WriteNumber("samples", latency.Samples);
        Figure(json, "p50Milliseconds", latency.P50);
        Figure(json, "p95Milliseconds", latency.P95);
        Figure(json, "p99Milliseconds", latency.P99);
        Figure(json, "maxMilliseconds", latency.Max);
        Figure(json, "meanRows", latency.MeanRows);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, PlanNode? plan)
    {
        if (plan is not null)
        {
            json.WritePropertyName(name);
            Write(json, plan);
        }
    }

    private static void Write(Utf8JsonWriter json, PlanNode node)
    {
        json.WriteStartObject();
        json.WriteString("operation", Words.Of(node.Operation));
        json.WriteString("label", node.Label);
        json.Text("relation", node.Relation);
        json.Text("index", node.Index);
        Figure(json, "estimatedRows", node.EstimatedRows);
        Figure(json, "actualRows", node.ActualRows);
        Figure(json, "loops", node.Loops);
        Figure(json, "milliseconds", node.Milliseconds);
        json.List("children", node.Children, c => Write(json, c));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TableLoad load)
    {
        json.WriteStartObject();
        json.WriteString("table", load.Table);
        json.WriteNumber("rows", load.Rows);
        Figure(json, "seconds", load.Seconds);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IndexSize index)
    {
        json.WriteStartObject();
        json.WriteString("index", index.Index);
        json.WriteString("table", index.Table);
        json.WriteNumber("bytes", index.Bytes);
        Figure(json, "buildSeconds", index.BuildSeconds);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StageTime stage)
    {
        json.WriteStartObject();
        json.WriteString("stage", stage.Stage);
        Figure(json, "seconds", stage.Seconds);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", Words.Of(finding.Severity));
        json.WriteString("title", finding.Title);
        json.Text("detail", finding.Detail.Length > 0 ? finding.Detail : null);
        json.Text("location", finding.Location?.ToString());
        json.Text("subject", finding.Subject);
        json.Text("fix", finding.Fix);
        json.Text("page", finding.Page);
        json.WriteEndObject();
    }

    // A microsecond is finer than any clock used here; an infinite or missing figure is left out, as JSON has none.
    private static void Figure(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } figure && double.IsFinite(figure))
        {
            json.WriteNumber(name, Math.Round(figure, 4));
        }
    }
}
