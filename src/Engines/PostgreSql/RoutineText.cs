using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Functions and procedures as the statement that makes them.</summary>
internal static class PostgreSqlRoutineText
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>The statement; it puts the routine in place of one with the same name and arguments.</summary>
    public static string Write(Routine routine)
    {
        var procedure = routine.Kind == RoutineKind.Procedure;
        var returns = procedure ? "" : $" returns {routine.Returns}";
        var options = routine.Options.Length > 0 ? $"\n{routine.Options}" : "";
        return $"create or replace {(procedure ? "procedure" : "function")} {Names.Quote(routine.Name)}({routine.Arguments}){returns}\n"
            + $"language {Names.Quote(routine.Language)}{options}\n{Body(routine)}";
    }

    private static string Body(Routine routine)
    {
        // The file and the symbol of a function in C are two literals.
        if (routine.StandardBody || routine.Language == "c")
        {
            return routine.StandardBody ? routine.Body : $"as {routine.Body}";
        }

        var quote = PostgreSqlText.DollarQuote(routine.Body);
        return $"as {quote}{routine.Body}{quote}";
    }
}
