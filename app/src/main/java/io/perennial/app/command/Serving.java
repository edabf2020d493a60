// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.ServedFolder;
import io.perennial.app.print.JsonText;
import io.perennial.lake.workspace.Workspace;
import io.perennial.serve.ServeConfig;
import io.perennial.serve.server.PerennialServer;
import io.perennial.serve.server.RunningServer;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** Serves a workspace until the process is told to end; what was asked by then is answered. */
final class Serving {

  private final Perennial perennial;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  Serving(Perennial perennial) {
    this.perennial = perennial;
  }

  /**
   * Goes on until the process is told to end, or this thread is interrupted.
   *
   * @param change of what perennial.yaml says, by options
   */
  int run(Workspace workspace, UnaryOperator<ServeConfig> change) {
    ServedFolder served = ServedFolder.of(workspace, perennial.surroundings(), Version.text());
    ServeConfig config = change.apply(served.settings().serve());
    Thread hook = new Thread(this::end, "end of serving");
    Runtime.getRuntime().addShutdownHook(hook);
    try (RunningServer server = start(served, config)) {
      tell(server, config);
      stop.await();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
      forget(hook);
    }
    return ExitCode.DONE.number();
  }

  private RunningServer start(ServedFolder served, ServeConfig config) {
    try {
      return PerennialServer.start(served, config, this::log);
    } catch (RuntimeException failure) {
      for (Throwable at = failure; at != null; at = at.getCause()) {
        if (at instanceof BindException) {
          throw new UsageException(
              "Cannot listen at "
                  + config.host()
                  + " port "
                  + config.port()
                  + ": it is taken, or not an address of this machine; choose another with --port"
                  + " or --host",
              failure);
        }
      }
      throw failure;
    }
  }

  /** Requests are told to programs; people look at the dashboard. */
  private void log(String line) {
    if (perennial.json()) {
      perennial.surroundings().err().println(line);
    }
  }

  private void tell(RunningServer server, ServeConfig config) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("address", server.address().toString());
    perennial.say("The dashboard and the API are at " + server.address() + "; Ctrl-C ends it");
    server
        .firstKey()
        .ifPresent(
            key -> {
              plain.put("first_administrator_key", key.text());
              perennial.say("");
              perennial.say("The first administrator's key, which is shown this once:");
              perennial.say("  " + key.text());
              perennial.say("Keys for others: perennial serve key create NAME --role ROLE");
            });
    if (perennial.json()) {
      perennial.surroundings().out().println(JsonText.of(plain));
    }
    if (config.tls().isEmpty() && !isLoopback(config.host())) {
      perennial
          .surroundings()
          .err()
          .println(
              "perennial: Keys and answers go over the network in the clear: set serve.tls, or put a"
                  + " proxy with TLS before it");
    }
    perennial.surroundings().out().flush();
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Called as the process ends: waits for what is under way. */
  private void end() {
    stop.countDown();
    try {
      ended.await();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the hook is what ended it
      return;
    }
  }
}
