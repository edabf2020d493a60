// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.domain.Channel;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the words of a column of channels mean. */
final class ChannelWords {

  private static final Map<String, Channel> MEANINGS = new HashMap<>();

  static {
    put(
        Channel.WEB,
        "web online website webshop web_shop onlineshop online_store internet desktop");
    put(
        Channel.MOBILE_APP,
        "app mobile_app mobile iphone ios android ipad smartphone native_app app_ios app_android");
    put(
        Channel.STORE,
        "store in_store instore pos retail shop filiale laden brick_and_mortar offline tienda magasin kasse");
    put(Channel.CALL_CENTER, "call_center callcenter call_centre phone telephone telefon hotline");
    put(Channel.EMAIL, "email e_mail mail newsletter");
    put(Channel.SMS, "sms text_message");
    put(Channel.PUSH, "push push_notification");
    put(Channel.SOCIAL, "social social_media facebook instagram tiktok twitter");
    put(Channel.MARKETPLACE, "marketplace amazon ebay zalando marktplatz");
    put(Channel.PARTNER, "partner affiliate reseller");
    put(Channel.OTHER, "sonstige autre otro");
  }

  private ChannelWords() {}

  private static void put(Channel channel, String words) {
    for (String word : words.split(" ", -1)) {
      MEANINGS.put(word, channel);
    }
  }

  private static Optional<Channel> meaning(String word) {
    String plain =
        word.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", "_").replaceAll("^_|_$", "");
    return Optional.ofNullable(MEANINGS.get(plain));
  }

  /**
   * What those of the words mean that are not channels themselves; nothing when any is not known,
   * so that no word is taken for what it may not be.
   */
  static Map<String, String> values(Collection<String> words) {
    Map<String, String> values = new TreeMap<>();
    for (String word : words) {
      String said = word.strip();
      Optional<Channel> channel = meaning(said);
      boolean itself =
          said.isEmpty() || said.equals(channel.map(Channel::word).orElse("")) || isChannel(said);
      if (!itself && channel.isEmpty()) {
        return Map.of();
      }
      if (!itself) {
        channel.ifPresent(meant -> values.put(said, meant.word()));
      }
    }
    return values;
  }

  private static boolean isChannel(String word) {
    for (Channel channel : Channel.values()) {
      if (channel.word().equals(word)) {
        return true;
      }
    }
    return false;
  }
}
