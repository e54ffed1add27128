namespace Dbwright.Migrations;

/// <summary>What a server was seen to do, held against what the rules say.</summary>
internal sealed partial class FileReview
{
    private readonly List<string> contradicted = [];

    private TriedStatement? Measured(SeenStatement statement) =>
        statement.Place == StatementPlace.File ? Options.Measured?.At(File.Path, statement.Span.Start) : null;

    // What rules believe against what the server did.
    private void Confront(StatementContext context, SeenStatement statement)
    {
        if (Measured(statement) is not { } measured)
        {
            return;
        }

        if (measured.Refusal is { } refusal && Speaking<RefusedByServer>() is { } refused)
        {
            current = refused;
            Add(
                new(measured.RefusedAt, measured.RefusedAt == statement.Span.Start ? statement.Span.Length : 1),
                statement.Span,
                $"{Options.Measured!.Server} refuses this statement: {refusal.TrimEnd('.')}.",
                null,
                null,
                null,
                null
            );
        }

        if (Speaking<EngineDisagrees>() is { } disagrees)
        {
            current = disagrees;
            var server = Options.Measured!.Server;
            var words =
                contradicted.Count > 0 ? $"{string.Join(", ", contradicted.Distinct())} is not borne out by {server}" : null;
            if (MeasuredWork.Difference(context, measured, server) is { } difference)
            {
                words = words is null ? difference : $"{words}; {difference}";
            }

            if (words is not null)
            {
                Add(statement.Span, statement.Span, $"{char.ToUpperInvariant(words[0])}{words[1..]}.", null, null, null, null);
            }
        }

        contradicted.Clear();
    }

    private SpeakingRule? Speaking<TRule>()
        where TRule : LintRule
    {
        foreach (var rule in rules)
        {
            if (rule.Rule is TRule)
            {
                return rule;
            }
        }

        return null;
    }
}
