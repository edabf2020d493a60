// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import io.perennial.serve.health.Readiness;
import io.perennial.serve.key.KeyBook;
import io.perennial.serve.key.MadeKey;
import java.net.URI;
import java.util.Optional;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A server that answers. */
public final class RunningServer implements AutoCloseable {

  private final ServletWebServerApplicationContext context;
  private final URI address;

  RunningServer(ServletWebServerApplicationContext context, URI address) {
    this.context = context;
    this.address = address;
  }

  /** The port that it listens at. */
  public int port() {
    return address.getPort();
  }

  /** Where a browser finds it. */
  public URI address() {
    return address;
  }

  /** Whether requests are to be sent to it. */
  public boolean isReady() {
    return context.getBean(Readiness.class).isReady();
  }

  /** A key for an administrator, if there was none; to be shown once. */
  public Optional<MadeKey> firstKey() {
    return context.getBean(KeyBook.class).first();
  }

  /** The beans, for those who look on. */
  ServletWebServerApplicationContext context() {
    return context;
  }

  /** Ends it: what was asked is answered first, for 10 seconds at most. */
  @Override
  public void close() {
    context.close();
  }
}
