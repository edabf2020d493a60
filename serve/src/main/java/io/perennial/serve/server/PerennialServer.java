// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import io.perennial.serve.ServeConfig;
import io.perennial.serve.ServedWorkspace;
import io.perennial.serve.http.RequestLog;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.support.EnvironmentPostProcessorApplicationListener;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** Starts a server on a workspace. */
public final class PerennialServer {

  // what Tomcat does step by step is told to nobody; held here, since a logger's level goes with it
  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  private static final int MOST_CONNECTIONS = 1000;

  private PerennialServer() {}

  /**
   * Starts one, and gives it back when it answers; it is ready a little later.
   *
   * @param log takes a line of JSON for each request
   * @throws RuntimeException when it cannot, such as when the port is taken
   */
  public static RunningServer start(
      ServedWorkspace workspace, ServeConfig config, Consumer<String> log) {
    TOMCAT.setLevel(Level.WARNING);
    SpringApplication application = new SpringApplication(Wiring.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    // what libraries log is settled by who starts the process; and nothing but perennial.yaml says
    // how it answers: no variable of the environment, no system property, no application.yaml
    application.setListeners(
        application.getListeners().stream()
            .filter(
                listener ->
                    !(listener instanceof LoggingApplicationListener)
                        && !(listener instanceof EnvironmentPostProcessorApplicationListener))
            .toList());
    application.setEnvironment(new OwnEnvironment(properties(config)));
    application.addInitializers(
        context -> {
          GenericApplicationContext beans = (GenericApplicationContext) context;
          beans.registerBean(ServedWorkspace.class, () -> workspace);
          beans.registerBean(ServeConfig.class, () -> config);
          beans.registerBean(
              RequestLog.class, () -> new RequestLog(JsonMapper.builder().build(), log));
        });
    ServletWebServerApplicationContext context =
        (ServletWebServerApplicationContext) application.run();
    int port = Objects.requireNonNull(context.getWebServer(), "web server").getPort();
    String scheme = config.tls().isPresent() ? "https" : "http";
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return new RunningServer(context, URI.create(scheme + "://" + host + ":" + port + "/"));
  }

  /** Ours alone. */
  private static final class OwnEnvironment extends StandardEnvironment {

    OwnEnvironment(Map<String, Object> properties) {
      getPropertySources().addFirst(new MapPropertySource("perennial", properties));
    }

    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
      // neither the environment's nor the system's
    }
  }

  private static Map<String, Object> properties(ServeConfig config) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("server.address", config.host());
    properties.put("server.port", config.port());
    properties.put("server.shutdown", "graceful");
    // what a header says of where a request comes from is never believed
    properties.put("server.forward-headers-strategy", "none");
    properties.put("server.tomcat.threads.max", 2 * Runtime.getRuntime().availableProcessors());
    properties.put("spring.main.lazy-initialization", false);
    properties.put("spring.jmx.enabled", false);
    properties.put("spring.jackson.property-naming-strategy", "SNAKE_CASE");
    properties.put("spring.jackson.default-property-inclusion", "non_absent");
    properties.put("spring.jackson.deserialization.fail-on-unknown-properties", true);
    properties.put("spring.jackson.deserialization.accept-float-as-int", false);
    properties.put("spring.jackson.mapper.allow-coercion-of-scalars", false);
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
    properties.put("spring.web.resources.cache.cachecontrol.no-cache", true);
    properties.put("server.tomcat.max-connections", MOST_CONNECTIONS);
    properties.put("server.tomcat.accept-count", 100);
    properties.put("server.tomcat.connection-timeout", "20s");
    properties.put("server.tomcat.max-swallow-size", "1MB");
    properties.put("server.max-http-request-header-size", "16KB");
    properties.put("server.compression.enabled", true);
    properties.put("server.compression.min-response-size", "2KB");
    properties.put(
        "server.compression.mime-types",
        "application/json,application/problem+json,text/html,text/css,text/javascript,"
            + "application/javascript,image/svg+xml,text/csv,application/x-ndjson");
    config
        .tls()
        .ifPresent(
            tls -> {
              String bundle = "spring.ssl.bundle.pem.serve.";
              properties.put(bundle + "keystore.certificate", tls.certificate().toUri());
              properties.put(bundle + "keystore.private-key", tls.privateKey().toUri());
              properties.put(bundle + "reload-on-update", true);
              properties.put("server.ssl.bundle", "serve");
              properties.put("server.ssl.enabled-protocols", "TLSv1.3,TLSv1.2");
            });
    return properties;
  }
}
