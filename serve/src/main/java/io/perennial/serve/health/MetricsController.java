// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.perennial.serve.Measured;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is measured, as Prometheus reads it. */
@RestController
final class MetricsController {

  private static final MediaType TEXT = MediaType.parseMediaType("text/plain;version=0.0.4");

  private final PrometheusMeterRegistry registry;
  private final List<Measured> measured;

  MetricsController(PrometheusMeterRegistry registry, ObjectProvider<Measured> measured) {
    this.registry = registry;
    this.measured = measured.orderedStream().toList();
  }

  @GetMapping("/metrics")
  ResponseEntity<byte[]> metrics() {
    StringBuilder text = new StringBuilder(registry.scrape());
    for (Measured one : measured) {
      for (Measured.Figure figure : one.figures()) {
        String name = "perennial_" + figure.name();
        text.append("# HELP ").append(name).append(' ').append(figure.meaning()).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
        figure
            .values()
            .forEach(
                (label, value) ->
                    text.append(name)
                        .append(
                            label.isEmpty()
                                ? ""
                                : "{" + figure.label() + "=\"" + escaped(label) + "\"}")
                        .append(String.format(Locale.ROOT, " %s\n", value)));
      }
    }
    return ResponseEntity.ok()
        .contentType(TEXT)
        .body(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
  }
}
