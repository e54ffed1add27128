using System.Text;
using Dbwright.Model;

namespace Dbwright.Sql;

public abstract partial class RelationalQueries
{
    private Statement WriteFreeSql(AccessPattern.FreeSql free, DatabaseDesign design)
    {
        var tokens = SqlLexer.Read(free.Text);
        var parameters = new ParameterList();
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        var sql = new StringBuilder();
        var copied = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind != SqlTokenKind.Parameter)
            {
                continue;
            }

            if (!positions.TryGetValue(token.Value, out var position))
            {
                position = AddFree(free, design, parameters, token.Value, IsUpperBound(tokens, i));
                positions.Add(token.Value, position);
            }

            var cast = i + 1 < tokens.Count && tokens[i + 1].Is("::");
            sql.Append(free.Text, copied, token.Start - copied)
                .Append(cast ? names.Parameter(position) : Value(position, parameters.All[position - 1].Type));
            copied = token.End;
        }

        sql.Append(free.Text, copied, free.Text.Length - copied);
        return new(sql.ToString().Trim().TrimEnd(';').TrimEnd(), parameters.All);
    }

    private static int AddFree(
        AccessPattern.FreeSql free,
        DatabaseDesign design,
        ParameterList parameters,
        string name,
        bool upperBound
    )
    {
        var path =
            free.Parameters.FirstOrDefault(p => p.Name == name)?.Path
            ?? throw Failure.Because(
                ExitStatus.BadInput,
                "parameter-without-source",
                $"Nothing says where the values of :{name} come from.",
                $"The SQL of \"{free.Name}\" uses the parameter :{name}.",
                $"Add it under parameters, for example parameters: {{ {name}: entity.attribute }}.",
                free.At
            );
        var found = DesignPath.Find(design, path.Path[0], new Expression.Reference(path.Path.Skip(1).ToSequence()), free.At);
        var column = found.Columns[0];
        var table = found.Holder.Table;

        // Two parameters of one column, the second an upper bound, are the ends of a range; drawn from one row they would be equal.
        var start = parameters.All.ToList().FindIndex(p => p.Source == new ParameterSource.Stored(table, column.Name));
        return parameters.Add(
            name,
            column.Type,
            upperBound && start >= 0
                ? new ParameterSource.RangeEnd(start, table, column.Name, RangeShare)
                : new ParameterSource.Stored(table, column.Name)
        );
    }

    private static bool IsUpperBound(IReadOnlyList<SqlToken> tokens, int at) =>
        at > 0
        && (
            tokens[at - 1].Is("<")
            || tokens[at - 1].Is("<=")
            || (
                at > 2
                && tokens[at - 1].Is("and")
                && (tokens[at - 3].Is("between") || tokens[at - 2].Kind == SqlTokenKind.Parameter && tokens[at - 3].Is("between"))
            )
        );
}
