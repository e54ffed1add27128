using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright inspect</c> is asked for.</summary>
/// <param name="Source">Which schema.</param>
public sealed record InspectRequest(SourceRequest Source)
{
    /// <summary>The form's name.</summary>
    public string Format { get; init; } = "sql";

    /// <summary>Patterns of what is printed; everything when there is none.</summary>
    public Sequence<string> Only { get; init; } = [];

    /// <summary>Patterns of what is left out.</summary>
    public Sequence<string> Exclude { get; init; } = [];

    /// <summary>The file or folder to write; none prints.</summary>
    public string? Output { get; init; }
}

/// <summary>What <c>dbwright inspect</c> read.</summary>
/// <param name="Schema">The selected part of the schema.</param>
/// <param name="Description">What it was read from.</param>
/// <param name="Text">The schema in the form asked for; empty when it was written.</param>
/// <param name="Written">The files that were written.</param>
/// <param name="Findings">What needs to be known.</param>
public sealed record InspectResult(
    RelationalSchema Schema,
    string Description,
    string Text,
    Sequence<string> Written,
    Sequence<Finding> Findings
);

/// <summary>Reads any schema and prints it in any form.</summary>
public static class InspectHandler
{
    /// <summary>Runs the command.</summary>
    /// <exception cref="Failure">The source cannot be read, or the form is unknown.</exception>
    public static async Task<InspectResult> RunAsync(
        InspectRequest request,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var form = SchemaForms.Find(request.Format);
        var source = await SourceReader.ReadAsync(request.Source, context, cancellation);
        var (schema, aside) = new SchemaSelection(request.Only, request.Exclude).Of(source.Schema);
        Sequence<Finding> findings = [.. source.Findings, .. aside];
        var engine = context.FindEngine(schema.Engine);
        if (request.Output is not { } output)
        {
            return new(schema, source.Description, form.Text(schema, engine), [], findings);
        }

        // A name with the ending of a file is one; anything else is a folder.
        Sequence<(string Path, string Text)> files =
            Directory.Exists(output) || Path.GetExtension(output).Length == 0
                ? form.InFolder(schema, engine).Select(f => (Path.Combine(output, f.Path), f.Content)).ToSequence()
                : [(output, form.Text(schema, engine))];
        foreach (var (path, text) in files)
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            await File.WriteAllTextAsync(path, text, cancellation);
        }

        return new(schema, source.Description, "", files.Select(f => f.Path).ToSequence(), findings);
    }
}
