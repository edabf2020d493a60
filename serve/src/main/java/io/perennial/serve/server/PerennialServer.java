// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import io.perennial.serve.ServeConfig;
import io.perennial.serve.ServedWorkspace;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts a server on a workspace. */
public final class PerennialServer {

  // what Tomcat does step by step is told to nobody; held here, since a logger's level goes with it
  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  private PerennialServer() {}

  /**
   * Starts one, and gives it back when it answers.
   *
   * @throws RuntimeException when it cannot, such as when the port is taken
   */
  public static RunningServer start(ServedWorkspace workspace, ServeConfig config) {
    TOMCAT.setLevel(Level.WARNING);
    SpringApplication application = new SpringApplication(Wiring.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    // what libraries log is settled by who starts the process
    application.setListeners(
        application.getListeners().stream()
            .filter(listener -> !(listener instanceof LoggingApplicationListener))
            .toList());
    application.setDefaultProperties(properties(config));
    application.addInitializers(
        context -> {
          GenericApplicationContext beans = (GenericApplicationContext) context;
          beans.registerBean(ServedWorkspace.class, () -> workspace);
          beans.registerBean(ServeConfig.class, () -> config);
        });
    ServletWebServerApplicationContext context =
        (ServletWebServerApplicationContext) application.run();
    int port = Objects.requireNonNull(context.getWebServer(), "web server").getPort();
    String scheme = config.tls().isPresent() ? "https" : "http";
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return new RunningServer(context, URI.create(scheme + "://" + host + ":" + port + "/"));
  }

  private static Map<String, Object> properties(ServeConfig config) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("server.address", config.host());
    properties.put("server.port", config.port());
    properties.put("server.shutdown", "graceful");
    properties.put("server.tomcat.threads.max", 2 * Runtime.getRuntime().availableProcessors());
    properties.put("spring.main.lazy-initialization", false);
    properties.put("spring.jmx.enabled", false);
    properties.put("spring.jackson.property-naming-strategy", "SNAKE_CASE");
    properties.put("spring.jackson.default-property-inclusion", "non_absent");
    properties.put("spring.mvc.problemdetails.enabled", true);
    properties.put("spring.web.resources.cache.cachecontrol.no-cache", true);
    return properties;
  }
}
