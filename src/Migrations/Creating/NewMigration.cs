using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The next migration of a folder, still without statements: files in the layout that the folder has.</summary>
/// <param name="Files">The files below the folder.</param>
/// <param name="Findings">What nobody said.</param>
public sealed partial record NewMigration(Sequence<Deliverable> Files, Sequence<Finding> Findings)
{
    private const string Here = "-- Write the statements here.\n";
    private const string HereBack = "-- Write here what undoes them.\n";
    private const string Unsaid = "not said.";

    /// <summary>Makes it.</summary>
    /// <param name="files">What the folder holds.</param>
    /// <param name="name">What it does, in a few words.</param>
    /// <param name="reason">What people say about it.</param>
    /// <param name="now">The time, for versions that are times.</param>
    /// <exception cref="Failure">The name says nothing or stands already, or the files of the folder contradict each other.</exception>
    public static NewMigration For(Sequence<FolderFile> files, string name, ChangeReason reason, DateTimeOffset now)
    {
        var words = Words(name);
        var folder = MigrationFolder.Read(files);
        if (folder?.Migrations.FirstOrDefault(m => Words(m.Description, isStrict: false) == words) is { } other)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "name-taken",
                $"{other.Up.Path} has this name already.",
                "Two migrations of one name are hard to tell apart, and some tools refuse them.",
                "Choose a name that says what is different.",
                new Location(other.Up.Path, 1, 1)
            );
        }

        var made = new Making(files, words, reason, now);
        var deliverables = folder?.Tool switch
        {
            "golang-migrate" => made.Golang(folder),
            "dbmate" => [made.Dbmate(folder)],
            "goose" => [made.Goose(folder)],
            "Prisma" => made.Prisma(folder),
            "Sqitch" => made.Sqitch(),
            "up and down files" => made.Pair(folder),
            _ => made.Flyway(folder),
        };
        return new(deliverables.ToSequence(), reason.Missing($"The header of {deliverables[0].Path} says"));
    }

    private static string Words(string name, bool isStrict = true)
    {
        var words = string.Join('_', NotWords().Split(name.ToLowerInvariant()).Where(w => w.Length > 0));
        return words.Length > 0 || !isStrict
            ? words
            : throw Failure.Because(
                ExitStatus.BadInput,
                "name-empty",
                $"\"{name}\" has no letters or digits.",
                "Expected a few words that say what the migration does.",
                "dbwright migrate new migrations add_email_to_customers"
            );
    }

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+", RegexOptions.None, 1000)]
    private static partial Regex NotWords();

    private sealed partial class Making(Sequence<FolderFile> files, string words, ChangeReason reason, DateTimeOffset now)
    {
        public List<Deliverable> Flyway(MigrationFolder? folder)
        {
            var last = files.Select(f => FlywayName().Match(f.Name)).Where(m => m.Success).Select(m => m.Groups["version"].Value);
            var newest = folder is null ? null : last.OrderBy(v => v, NumberedNames.Instance).LastOrDefault();
            var version = newest is null ? "0001" : NextDotted(newest);
            var below = folder is null ? "" : Below(folder.Migrations[^1].Up.Path);
            var (up, down) = ($"V{version}__{words}.sql", $"U{version}__{words}.sql");
            return
            [
                new(below + up, $"{Head($"V{version}", Said(down))}\n{Here}"),
                new(below + down, $"{Head($"U{version}", Back($"V{version}", up))}\n{HereBack}"),
            ];
        }

        public List<Deliverable> Golang(MigrationFolder folder)
        {
            var path = files.First(f => f.Shown == folder.Migrations[^1].Up.Path).Path;
            var extension = Path.GetExtension(path);
            var name = $"{Next(Digits(Path.GetFileName(path)))}_{words}";
            var below = path[..^Path.GetFileName(path).Length];
            return
            [
                new($"{below}{name}.up{extension}", $"{Head(name, Said($"{name}.down{extension}"))}\n{Here}"),
                new($"{below}{name}.down{extension}", $"{Head(name, Back(name, $"{name}.up{extension}"))}\n{HereBack}"),
            ];
        }

        public Deliverable Dbmate(MigrationFolder folder) =>
            OneFile(folder, $"-- migrate:up\n{Here}\n-- migrate:down\n{HereBack}");

        public Deliverable Goose(MigrationFolder folder) => OneFile(folder, $"-- +goose Up\n{Here}\n-- +goose Down\n{HereBack}");

        public List<Deliverable> Prisma(MigrationFolder folder)
        {
            var path = files.First(f => f.Shown == folder.Migrations[^1].Up.Path).Path;
            var parts = path.Split('/');
            var name = $"{Next(Digits(parts[^2]))}_{words}";
            var below = string.Concat(parts[..^2].Select(p => $"{p}/"));
            var hasDown = folder.Migrations.Any(m => m.Down is not null);
            List<Deliverable> made =
            [
                new($"{below}{name}/migration.sql", $"{Head(name, Said(hasDown ? "down.sql" : Unsaid))}\n{Here}"),
            ];
            if (hasDown)
            {
                made.Add(new($"{below}{name}/down.sql", $"{Head(name, Back(name, "migration.sql"))}\n{HereBack}"));
            }

            return made;
        }

        public List<Deliverable> Sqitch()
        {
            var plan = files.First(f => f.Name == "sqitch.plan");
            var below = plan.Path[..^plan.Name.Length];
            var author =
                reason.Author is { } said && Planner().IsMatch(said)
                    ? said
                    : throw Failure.Because(
                        ExitStatus.BadInput,
                        "no-planner",
                        "A change in a plan of Sqitch names who planned it.",
                        fix: "--author \"Name <mail@example.org>\""
                    );
            var time = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            var note = (reason.Why ?? words.Replace('_', ' '))
                .ReplaceLineEndings(" ")
                .Replace("\\", "\\\\", StringComparison.Ordinal);
            var text = plan.Text.EndsWith('\n') ? plan.Text : $"{plan.Text}\n";
            var revert = $"revert/{words}.sql";
            return
            [
                new($"{below}deploy/{words}.sql", $"{Head(words, Said(revert))}\nbegin;\n\n{Here}\ncommit;\n"),
                new($"{below}{revert}", $"{Head(words, Back(words, $"deploy/{words}.sql"))}\nbegin;\n\n{HereBack}\ncommit;\n"),
                new(
                    $"{below}verify/{words}.sql",
                    $"-- Verify {words}\n\n-- Write here statements that fail when it is not there.\n"
                ),
                new(plan.Path, $"{text}{words} {time} {author} # {note}\n"),
            ];
        }

        // The names of the newest pair with another number and other words.
        public List<Deliverable> Pair(MigrationFolder folder)
        {
            var newest = folder.Migrations[^1];
            var up = files.First(f => f.Shown == newest.Up.Path).Path;
            var down = newest.Down is { } way
                ? files.First(f => f.Shown == way.Path).Path
                : Way().Replace(up, m => char.IsUpper(m.Value[0]) ? "Down" : "down");
            var stem = newest.Version.Split('/')[^1];
            var digits = Digits(stem);
            var separator = stem.Length > digits.Length ? stem[digits.Length..][..1] : "_";
            var name = digits.Length > 0 ? $"{Next(digits)}{(char.IsLetter(separator[0]) ? "_" : separator)}{words}" : words;
            return
            [
                new(Put(up), $"{Head(name, Said(Put(down)))}\n{Here}"),
                new(Put(down), $"{Head(name, Back(name, Put(up)))}\n{HereBack}"),
            ];

            string Put(string path) =>
                path.LastIndexOf(stem, StringComparison.Ordinal) is >= 0 and var at
                    ? path[..at] + name + path[(at + stem.Length)..]
                    : $"{name}.{path}";
        }

        private Deliverable OneFile(MigrationFolder folder, string body)
        {
            var path = files.First(f => f.Shown == folder.Migrations[^1].Up.Path).Path;
            var file = Path.GetFileName(path);
            var name = $"{Next(Digits(file))}_{words}";
            return new($"{path[..^file.Length]}{name}.sql", $"{Head(name, Said("the part below"))}\n{body}");
        }

        private string Below(string shown)
        {
            var path = files.First(f => f.Shown == shown).Path;
            return path[..^Path.GetFileName(path).Length];
        }

        private MigrationHeader Said(string back) =>
            new()
            {
                What = $"{words.Replace('_', ' ')}.",
                Why = reason.Why ?? Unsaid,
                Issue = reason.Issue,
                Author = reason.Author,
                Impact = Unsaid,
                Affected = Unsaid,
                Rollback = back == Unsaid ? back : $"{back}.",
                Duration = Unsaid,
                Test = Unsaid,
            };

        private MigrationHeader Back(string version, string up) => Said(up) with { What = $"The way back from {version}." };

        private static string Head(string version, MigrationHeader header) => header.Write(version);

        // 1.9 is followed by 1.10.
        private string NextDotted(string version)
        {
            var at = version.LastIndexOfAny(['.', '_']);
            return at < 0 ? Next(version) : version[..(at + 1)] + Next(version[(at + 1)..]);
        }

        // Times are followed by now, numbers by the next one with as many digits.
        private string Next(string digits)
        {
            var time = now.UtcDateTime;
            var present = digits.Length switch
            {
                14 => time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture),
                12 => time.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture),
                10 => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                8 when digits[..2] is "19" or "20" => time.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
                _ => "",
            };
            if (string.CompareOrdinal(present, digits) > 0)
            {
                return present;
            }

            var number = digits.Length == 0 ? 0 : System.Numerics.BigInteger.Parse(digits, CultureInfo.InvariantCulture);
            return (number + 1).ToString(CultureInfo.InvariantCulture).PadLeft(Math.Max(1, digits.Length), '0');
        }

        private static string Digits(string name) => string.Concat(name.TakeWhile(char.IsAsciiDigit));

        [GeneratedRegex(@"^[VB](?<version>\d+(?:[._]\d+)*)__.+\.sql$", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex FlywayName();

        [GeneratedRegex(@"^[^<>]+ <[^<>\s]+>$", RegexOptions.None, 1000)]
        private static partial Regex Planner();

        [GeneratedRegex(
            @"(?<=^|[/._-])up(?=[/.]|[._-][^/]*\.sql$|\.sql$)",
            RegexOptions.IgnoreCase | RegexOptions.RightToLeft,
            1000
        )]
        private static partial Regex Way();
    }
}
