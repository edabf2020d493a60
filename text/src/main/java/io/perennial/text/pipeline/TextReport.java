// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.lake.step.StepReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run made of texts, for people. */
final class TextReport {

  private static final int NAMED = 3;

  private final Map<String, Double> figures = new TreeMap<>();
  private Map<String, Long> texts = Map.of();
  private long read;
  private long embedded;
  private boolean anew;
  private int themes;
  private List<String> alerts = List.of();

  void read(JudgedTexts judged) {
    texts = judged.ofLanguage();
    read = judged.read();
    embedded = judged.embedded();
    figures.put("texts", (double) read);
    figures.put("texts_embedded", (double) embedded);
  }

  /** How many texts there are in each language. */
  Map<String, Long> texts() {
    return texts;
  }

  void foundAnew() {
    anew = true;
  }

  void themes(ThemeRows rows) {
    themes = rows.batch().rows();
    alerts = rows.alerts();
    figures.put("themes", (double) themes);
    figures.put("themes_emerging", (double) alerts.size());
  }

  void mentions(long mentions, long accounts) {
    figures.put("mentions", (double) mentions);
    figures.put("accounts", (double) accounts);
  }

  StepReport report() {
    return new StepReport(read, read, figures, message());
  }

  private String message() {
    if (read == 0) {
      return "no texts";
    }
    StringBuilder message = new StringBuilder();
    message.append(read).append(" texts, ").append(embedded).append(" of them new");
    message.append("; ").append(themes).append(anew ? " themes, found anew" : " themes");
    if (!alerts.isEmpty()) {
      message.append("; more than usual: ");
      message.append(String.join("; ", alerts.subList(0, Math.min(NAMED, alerts.size()))));
      if (alerts.size() > NAMED) {
        message.append(" and ").append(alerts.size() - NAMED).append(" more");
      }
    }
    return message.toString();
  }
}
