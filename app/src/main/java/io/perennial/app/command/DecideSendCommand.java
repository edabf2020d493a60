// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.work.Audience;
import io.perennial.app.work.Delivery;
import io.perennial.decide.activate.Recipient;
import io.perennial.decide.activate.SignedMessage;
import io.perennial.domain.Purpose;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Posts decisions to another system. */
@Command(
    name = "send",
    header = "Post who is to be addressed to another system, a signed message for each customer.",
    description = {
      "Of the newest decisions; where their window is over, --as-of must name them.",
      "Whoever refused since is left out. A message has the numbers of the customer and the decision,",
      "action, content, and when it is best sent: no personal data. The header Perennial-Signature",
      "is t=SECONDS,v1=HMAC-SHA256 of \"SECONDS.BODY\" under the secret; Idempotency-Key is the same",
      "however often a decision is sent. What fails for a while is tried again; what was delivered is",
      "kept, so that the command may be called again. Exit code 1: some were not delivered."
    },
    footer = {
      "",
      "Example",
      "  CRM_SECRET=… perennial decide send --url https://crm.example/hooks --secret CRM_SECRET"
    })
final class DecideSendCommand implements Callable<Integer> {

  private static final int TRIES = 6;
  private static final int GIVE_UP = 20;

  private final Perennial perennial;

  @Option(names = "--url", paramLabel = "URL", required = true, description = "Where to.")
  private URI url = URI.create("");

  @Option(
      names = "--secret",
      paramLabel = "VARIABLE",
      required = true,
      description = "The variable of the environment that holds the shared secret.")
  private String variable = "";

  @Option(names = "--action", paramLabel = "NAME", description = "Only who gets this action.")
  private Optional<String> action = Optional.empty();

  @Mixin private final DecidedAsOf asOf = new DecidedAsOf();

  DecideSendCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    String secret = perennial.surroundings().environment().getOrDefault(variable, "");
    if (secret.isEmpty()) {
      throw new UsageException(
          "Cannot sign: the environment has no " + variable + " (set it to the shared secret)");
    }
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new UsageException("Invalid --url: " + url + " (must begin with https:// or http://)");
    }
    Map<Delivery.Result, Integer> counts = new EnumMap<>(Delivery.Result.class);
    try (OpenWorkspace open = perennial.openForReading();
        ProgressLine progress = perennial.progress()) {
      Audience audience =
          Audience.read(open, action, false, perennial.surroundings().clock(), asOf.until(open));
      requireInTime(audience, open.settings().decide().windowDays());
      Path done = Delivery.record(open.workspace().folder(), url);
      Delivery delivery = new Delivery(url, done, TRIES, DecideSendCommand::rest);
      progress.begin("sending decisions", audience.recipients().size(), "messages");
      int failed = 0;
      for (Recipient recipient : audience.recipients()) {
        // where nobody answers, nobody will answer the rest
        Delivery.Result result =
            failed >= GIVE_UP
                ? Delivery.Result.FAILED
                : delivery.send(
                    SignedMessage.of(
                        recipient.decision(),
                        body(recipient),
                        secret,
                        perennial.surroundings().clock().instant()));
        failed = result == Delivery.Result.FAILED ? failed + 1 : 0;
        counts.merge(result, 1, Integer::sum);
        progress.advance(1);
      }
      progress.rest();
      PermitOption.audit(
          open.workspace(),
          PermitOption.permit(Purpose.MARKETING, perennial.surroundings()),
          perennial.surroundings().clock().instant(),
          "sent",
          "decisions to " + url.getHost() + ", " + audience.recipients().size() + " customers");
      tell(counts, audience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Stopped while sending; call it again to go on", e);
    }
    boolean all =
        !counts.containsKey(Delivery.Result.FAILED) && !counts.containsKey(Delivery.Result.REFUSED);
    return (all ? ExitCode.DONE : ExitCode.FAILED).number();
  }

  private void requireInTime(Audience audience, int windowDays) {
    if (audience.overdue() && !asOf.isGiven() && audience.asOf().isPresent()) {
      throw new UsageException(
          "Cannot send: "
              + DecidedAsOf.overdue(audience.asOf().get(), windowDays)
              + ", --as-of sends these nevertheless");
    }
  }

  private static void rest(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  private static String body(Recipient recipient) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("type", "decision");
    plain.put("decision_id", Long.toString(recipient.decision()));
    plain.put("customer_id", Long.toString(recipient.customer()));
    plain.put("action", recipient.action());
    plain.put("content", recipient.content());
    recipient.weekday().ifPresent(day -> plain.put("send_weekday", day));
    recipient.hour().ifPresent(hour -> plain.put("send_hour", hour));
    if (!recipient.product().isEmpty()) {
      plain.put("product_id", recipient.product());
    }
    return JsonText.of(plain);
  }

  private void tell(Map<Delivery.Result, Integer> counts, Audience audience) {
    int sent = counts.getOrDefault(Delivery.Result.DELIVERED, 0);
    int before = counts.getOrDefault(Delivery.Result.BEFORE, 0);
    int refused = counts.getOrDefault(Delivery.Result.REFUSED, 0);
    int failed = counts.getOrDefault(Delivery.Result.FAILED, 0);
    if (perennial.json()) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("delivered", sent);
      plain.put("delivered_before", before);
      plain.put("refused_by_receiver", refused);
      plain.put("failed", failed);
      plain.put("refused_by_customers", audience.refused());
      perennial.surroundings().out().println(JsonText.of(plain));
      return;
    }
    StringBuilder text = new StringBuilder(Amounts.count(sent, "message") + " delivered");
    if (before > 0) {
      text.append(", ").append(Amounts.count(before)).append(" before");
    }
    if (refused > 0) {
      text.append("; the receiver refused ").append(Amounts.count(refused));
    }
    if (failed > 0) {
      text.append("; no answer to ")
          .append(Amounts.count(failed))
          .append(": call it again, what was delivered is not sent twice");
    }
    perennial.say(text.toString());
  }
}
