// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.kafka;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.KafkaReading;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What a broker's refusal means, in words without secrets. */
final class KafkaTrouble {

  private static final Pattern PROPERTY = Pattern.compile("for configuration ([A-Za-z0-9._-]+)");

  private final KafkaReading reading;
  private final String setting;

  /**
   * @param source by its name in the configuration
   */
  KafkaTrouble(KafkaReading reading, String source) {
    this.reading = reading;
    this.setting = "sources." + source + ".kafka.";
  }

  /**
   * The exception to throw.
   *
   * @param what is read
   */
  IngestException reading(String what, Throwable failure) {
    // without the cause: Kafka quotes properties in its messages, and they may hold secrets
    return new IngestException(
        "Cannot read "
            + what
            + " from Kafka at "
            + String.join(",", reading.bootstrapServers())
            + ": "
            + why(failure));
  }

  private String why(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ConfigException wrong) {
        return config(wrong);
      }
      if (at instanceof AuthenticationException) {
        return "it refuses who we are: " + said(at) + " (check " + setting + "properties)";
      }
      if (at instanceof AuthorizationException) {
        return said(at) + " (allow Read and Describe)";
      }
      if (at instanceof TimeoutException) {
        return "no answer within "
            + reading.timeout().toSeconds()
            + " s (check "
            + setting
            + "bootstrap-servers, and that it can be reached from here)";
      }
    }
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return said(last) + " (check " + setting + "properties)";
  }

  private String config(ConfigException wrong) {
    String text = String.valueOf(wrong.getMessage());
    Matcher property = PROPERTY.matcher(text);
    if (text.contains("bootstrap")) {
      return "the address is not known (check " + setting + "bootstrap-servers)";
    }
    return property.find()
        ? "Kafka does not take the property "
            + property.group(1)
            + " (check "
            + setting
            + "properties)"
        : "Kafka does not take the properties (check " + setting + "properties)";
  }

  /** The first line of what Kafka says, without values of properties. */
  private String said(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).strip();
    String first = text.lines().findFirst().orElse("no reason is given");
    for (String secret :
        reading.properties().values().stream()
            .filter(value -> value.length() > 2)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList()) {
      first = first.replace(secret, "***");
    }
    return first.replaceAll("\"[^\"]*\"", "***");
  }
}
