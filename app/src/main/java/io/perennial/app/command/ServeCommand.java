// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.UsageException;
import io.perennial.serve.ServeConfig;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the answers over HTTP. */
@Command(
    name = "serve",
    header = "The dashboard in a browser, and the API for programs.",
    description = {
      "Answers at http://localhost:8080 until Ctrl-C, from what is in the lake; a run beside it is",
      "fine, its results are served when it is done. The first start makes a key for an administrator",
      "and shows it once. perennial.yaml (serve) sets address, TLS, limits and an OpenID provider.",
      "With --json, each request is a line of JSON on the side of errors."
    },
    commandListHeading = "%nWho may look%n",
    footer = {
      "",
      "Examples",
      "  perennial serve",
      "  perennial serve --port 9000",
      "  perennial serve key create 'Ada of marketing' --role marketer --days 90"
    })
final class ServeCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "To listen at; 0 for any that is free (default: serve.port, 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "To listen at (default: serve.host, 127.0.0.1: this machine alone).")
  private @Nullable String host;

  private ServeCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  /** The command with those below it. */
  static CommandLine line(Perennial perennial) {
    return new CommandLine(new ServeCommand(perennial))
        .addSubcommand(ServeKeyCommand.line(perennial));
  }

  @Override
  public Integer call() {
    if (port != null && (port < 0 || port > 65535)) {
      throw new UsageException("Invalid port: " + port + " (must be 0 to 65535)");
    }
    return new Serving(perennial).run(perennial.workspace(), this::with);
  }

  private ServeConfig with(ServeConfig config) {
    ServeConfig there = host == null ? config : config.withHost(host);
    return port == null ? there : there.withPort(port);
  }
}
