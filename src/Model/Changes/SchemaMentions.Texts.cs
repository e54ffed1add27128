namespace Dbwright.Model;

/// <summary>What is mentioned in SQL, word by word.</summary>
internal sealed partial class SchemaMentions
{
    /// <summary>An expression: names are columns of the table; functions are followed by a bracket, types come after <c>::</c>.</summary>
    private void Expression(PartKey key, string? sql, QualifiedName? table)
    {
        if (sql is null)
        {
            return;
        }

        var words = SqlWords.Of(sql);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var next = i + 1 < words.Count ? words[i + 1].Text : "";
            if (word.Kind == SqlWordKind.Literal && next == "::" && i + 2 < words.Count && words[i + 2].Text == "regclass")
            {
                var name = SqlWords.Of(word.Text).LastOrDefault(w => w.Kind == SqlWordKind.Name).Text;
                All(key, name is null ? [] : relations[name]);
            }
            else if (word.Kind == SqlWordKind.Name)
            {
                if (next == "(")
                {
                    All(key, functions[word.Text]);
                }

                if (AfterCast(words, i))
                {
                    All(key, types[word.Text]);
                }
                else if (table is not null && next != "(")
                {
                    graph.Need(key, Column(table, word.Text));
                }
            }
        }
    }

    // After "::", a namespace and a dot may stand before the type.
    private static bool AfterCast(IReadOnlyList<SqlWord> words, int i) =>
        (i > 0 && words[i - 1].Text == "::") || (i > 2 && words[i - 1].Text == "." && words[i - 3].Text == "::");

    /// <summary>Any text: what it names may be relations, functions or types.</summary>
    private void Words(PartKey key, string sql, bool isSoft)
    {
        var words = SqlWords.Of(sql);
        for (var i = 0; i < words.Count; i++)
        {
            // These engines qualify every column: what stands behind a point or AS is one, whatever else has its name.
            var isColumn = schema.KeepsTextsAtRenames && i > 0 && words[i - 1].Text is ("." or "as");
            if (words[i].Kind != SqlWordKind.Name || isColumn)
            {
                continue;
            }

            if (i + 1 < words.Count && words[i + 1].Text == "(")
            {
                All(key, functions[words[i].Text], isSoft);
            }

            All(key, relations[words[i].Text], isSoft);
            All(key, types[words[i].Text], isSoft || !AfterCast(words, i));
        }
    }

    private void All(PartKey key, IEnumerable<PartKey> on, bool isSoft = false)
    {
        foreach (var part in on)
        {
            graph.Need(key, part, isSoft);
        }
    }
}
