using System.Globalization;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Says which text did not become something else.</summary>
/// <param name="engine">The engine.</param>
/// <param name="conversions">The columns that are converted.</param>
internal sealed class UnconvertedTexts(Engine engine, IReadOnlyList<(Table Table, Column Column, LaterType Type)> conversions)
{
    private static readonly char[] Quotes = ['\'', '"'];

    /// <summary>The engine's words with the place, what becomes what, and the text where the engine does not name it.</summary>
    /// <param name="session">A session on the database, which still has the texts.</param>
    /// <param name="refusal">The failure.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<string> SaidAsync(ISession session, Failure refusal, CancellationToken cancellation)
    {
        var becoming = string.Join(", ", conversions.Select(c => $"{c.Table.Name}.{c.Column.Name} becomes {c.Type.Words}"));
        return $"{FileVerifier.Said(refusal).TrimEnd('.')}.{await TextAsync(session, refusal, cancellation)} Here {becoming}.";
    }

    private async Task<string> TextAsync(ISession session, Failure refusal, CancellationToken cancellation)
    {
        if (refusal.InnerException is not EngineException { Kind: EngineErrorKind.Unconverted } error)
        {
            return "";
        }

        var names = engine.Require<INames>();
        foreach (var (table, column, type) in conversions)
        {
            var quoted = names.Quote(column.Name);
            var texts = await session.QueryAsync(
                $"select distinct {quoted} from {names.Quote(table.Name)} where {quoted} is not null order by 1",
                [],
                cancellation
            );
            var unfit = texts.Select(t => (string)t[0]!).Where(t => !Fits(t, type)).ToList();
            // Messages that show a text show it in quotes; an empty one is in every message.
            if (unfit.Any(t => Quotes.Any(q => error.Message.Contains($"{q}{t}{q}", StringComparison.Ordinal))))
            {
                return "";
            }

            if (unfit is [var text, ..])
            {
                return $" {table.Name}.{column.Name} holds {names.Literal(text)}.";
            }
        }

        return "";
    }

    private static bool Fits(string text, LaterType type) =>
        type.Values.Count > 0
            ? type.Values.Contains(text)
            : type.Type switch
            {
                DataType.Integer => long.TryParse(text, CultureInfo.InvariantCulture, out _),
                DataType.Decimal or DataType.Float => double.TryParse(text, CultureInfo.InvariantCulture, out _),
                _ => true,
            };
}
