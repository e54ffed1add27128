using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Functions and procedures whose definition is put in place of another.</summary>
internal static class PostgreSqlRoutineChange
{
    /// <summary>The statement, or none when the routine must be made anew: another result, other names of arguments, a default less.</summary>
    public static Alteration? Alteration(Routine before, Routine to, AlterationContext context)
    {
        var (old, now) = (Arguments(before.Arguments), Arguments(to.Arguments));
        var alike =
            before.Returns == to.Returns
            && old.Count == now.Count
            && old.Zip(now).All(p => p.First.Text == p.Second.Text && (!p.First.HasDefault || p.Second.HasDefault));
        return alike
            ? new(
                PostgreSqlPartWriter
                    .Create(context.To, new SchemaPart.RoutinePart(to))
                    .Select(sql => new AlterStatement(Replacing(sql)))
                    .ToSequence()
            )
            : null;
    }

    private static string Replacing(string sql) =>
        sql.StartsWith("create or replace", StringComparison.OrdinalIgnoreCase) ? sql
        : sql.StartsWith("create ", StringComparison.OrdinalIgnoreCase) ? $"create or replace {sql["create ".Length..]}"
        : sql;

    /// <summary>The arguments without defaults: split at the commas outside of brackets; a default begins with the word or with "=".</summary>
    public static List<(string Text, bool HasDefault)> Arguments(string list)
    {
        var arguments = new List<(string, bool)>();
        var words = SqlWords.Of(list);
        var (depth, start, end) = (0, 0, -1);
        foreach (var word in words)
        {
            switch (word.Kind, word.Text)
            {
                case (SqlWordKind.Sign, "(" or "["):
                    depth++;
                    break;
                case (SqlWordKind.Sign, ")" or "]"):
                    depth--;
                    break;
                case (SqlWordKind.Sign, ",") when depth == 0:
                    Close(word.Start);
                    start = word.Start + 1;
                    break;
                case (SqlWordKind.Name, "default") when depth == 0 && end < 0:
                case (SqlWordKind.Sign, "=") when depth == 0 && end < 0:
                    end = word.Start;
                    break;
                default:
                    break;
            }
        }

        if (list.Trim().Length > 0)
        {
            Close(list.Length);
        }

        return arguments;

        void Close(int at)
        {
            arguments.Add((list[start..(end < 0 ? at : end)].Trim(), end >= 0));
            end = -1;
        }
    }
}
