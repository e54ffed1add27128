using System.CommandLine;
using System.CommandLine.Parsing;
using Dbwright.Commands;

namespace Dbwright.Cli;

/// <summary>The options of <c>dbwright migrate apply</c> for many targets.</summary>
internal sealed class ApplyEachOptions
{
    private readonly Option<string?> schema = new("--each-schema")
    {
        Description =
            "Apply to every schema of the database with such a name (tenant_*), each with a history of its own. PostgreSQL.",
        HelpName = "PATTERN",
    };

    private readonly Option<string?> database = new("--each-database")
    {
        Description = "Apply to every database of the server, or file of the folder, with such a name (tenant_*).",
        HelpName = "PATTERN",
    };

    private readonly Option<int> parallel = WholeNumbers.Option(
        "--parallel",
        "How many of them at the same time.",
        new ApplyEachRequest(new(""), "", false).Parallelism,
        1,
        64
    );

    private readonly Option<int?> failures = new Option<int?>("--stop-after")
    {
        Description = "Begin no further one after so many failures; by default all are tried.",
        HelpName = "N",
    }.Between(1);

    /// <summary>They.</summary>
    public Option[] Options => [schema, database, parallel, failures];

    /// <summary>Whether many targets are asked for.</summary>
    public bool IsAsked(CommandResult result) => result.GetResult(schema) is not null || result.GetResult(database) is not null;

    /// <summary>The request for many targets; none when one is meant.</summary>
    public ApplyEachRequest? Each(ParseResult parsed, MigrateRequest request) =>
        (parsed.GetValue(schema) ?? parsed.GetValue(database)) is { } pattern
            ? new(request, pattern, parsed.GetValue(schema) is not null)
            {
                Parallelism = parsed.GetValue(parallel),
                MostFailures = parsed.GetValue(failures) ?? int.MaxValue,
            }
            : null;
}
