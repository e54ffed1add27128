using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The settings a sandbox's server starts with.</summary>
/// <param name="Options">As the server takes them.</param>
/// <param name="Summary">Those that matter for figures, in one line.</param>
internal sealed record MariaDbSettings(Sequence<string> Options, string Summary)
{
    private const long Megabyte = 1 << 20;

    /// <summary>The settings of a mode.</summary>
    /// <param name="mode">Scratch or bench.</param>
    /// <param name="folder">The server's folder, which also holds its socket.</param>
    /// <param name="memory">The bytes of memory that this machine or container has.</param>
    public static MariaDbSettings For(SandboxMode mode, string folder, long memory)
    {
        string[] always =
        [
            "--no-defaults",
            $"--datadir={folder}/data",
            $"--socket={folder}/socket",
            $"--pid-file={folder}/pid",
            $"--tmpdir={folder}",
            "--skip-networking",
            "--skip-name-resolve",
            "--skip-log-bin",
            // Nothing that a statement names can be read from or written to the server's disk.
            $"--secure-file-priv={folder}/data/mysql",
            "--local-infile=1",
            "--character-set-server=utf8mb4",
            $"--collation-server={MariaDbWriter.Collation}",
            "--default-time-zone=+00:00",
            "--max-allowed-packet=256M",
            "--performance-schema=0",
            "--innodb-buffer-pool-dump-at-shutdown=0",
            "--innodb-buffer-pool-load-at-startup=0",
            // What a server leaves behind that is about to be removed need not be in order.
            "--innodb-fast-shutdown=3",
        ];
        if (mode == SandboxMode.Scratch)
        {
            return new(
                [
                    .. always,
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-doublewrite=0",
                    "--innodb-flush-method=nosync",
                    "--innodb-buffer-pool-size=64M",
                ],
                "scratch mode: innodb_flush_log_at_trx_commit 0, innodb_doublewrite off, innodb_flush_method nosync"
            );
        }

        var pool = Math.Clamp(memory / 4 / Megabyte, 128, 1024);
        return new(
            [
                .. always,
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-doublewrite=1",
                string.Create(CultureInfo.InvariantCulture, $"--innodb-buffer-pool-size={pool}M"),
                "--innodb-log-file-size=256M",
                "--tmp-table-size=64M",
                "--max-heap-table-size=64M",
            ],
            string.Create(
                CultureInfo.InvariantCulture,
                $"bench mode: innodb_flush_log_at_trx_commit 1, innodb_doublewrite on, innodb_buffer_pool_size {pool}M, innodb_log_file_size 256M, no binary log"
            )
        );
    }
}
