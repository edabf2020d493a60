// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** How Tomcat is set beyond what properties say. */
@Component
final class Tomcat implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

  private static final int MOST_PARAMETERS = 100;

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(ProblemValve.class.getName());
          }
        });
    factory.addConnectorCustomizers(
        connector -> {
          connector.setMaxParameterCount(MOST_PARAMETERS);
          connector.setMaxPostSize((int) RequestFilter.MOST_BYTES);
          connector.setXpoweredBy(false);
        });
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
