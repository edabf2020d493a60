// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import java.net.URI;
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

  /** Ends it: what was asked is answered first, for 10 seconds at most. */
  @Override
  public void close() {
    context.close();
  }
}
