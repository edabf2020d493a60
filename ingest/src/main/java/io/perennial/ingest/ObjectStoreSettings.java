// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.util.Optional;

/** The section {@code object-store} of a source. */
final class ObjectStoreSettings {

  private static final Setting<Optional<String>> ENDPOINT =
      Setting.text("endpoint")
          .doc("its address, where it is not Amazon's or, for gs://, Google's")
          .check(url -> url.matches("https?://[^/@?]+/?"), "such as https://minio.example.org:9000")
          .example("https://minio.example.org:9000")
          .optional();
  private static final Setting<Optional<String>> REGION =
      Setting.text("region").doc("left out, as in the environment").example("eu-west-1").optional();
  private static final Setting<Optional<String>> ACCESS_KEY =
      Setting.text("access-key")
          .doc(
              "for gs:// an HMAC key; anonymous for what anyone may read; left out, as AWS finds it")
          .secret()
          .optional();
  private static final Setting<Optional<String>> SECRET_KEY =
      Setting.text("secret-key")
          .doc("best from the environment: ${SHOP_SECRET_KEY}; never shown")
          .secret()
          .optional();
  private static final Setting<Optional<Boolean>> PATH_STYLE =
      Setting.flag("path-style")
          .doc("whether the bucket is in the path; left out, where there is an endpoint")
          .example(true)
          .optional();

  static final SectionSpec SPEC =
      SectionSpec.of(
          "object-store",
          "how s3:// and gs:// files are reached",
          ENDPOINT,
          REGION,
          ACCESS_KEY,
          SECRET_KEY,
          PATH_STYLE);

  private ObjectStoreSettings() {}

  static ObjectStore read(Section source) {
    Section store = source.section(SPEC);
    Optional<String> access = store.value(ACCESS_KEY);
    Optional<String> secret = store.value(SECRET_KEY);
    boolean anonymous = access.equals(Optional.of("anonymous"));
    if (access.isPresent() != secret.isPresent() && !anonymous) {
      throw store.invalid(
          access.isPresent() ? SECRET_KEY : ACCESS_KEY,
          "access-key and secret-key belong together; give both or none");
    }
    return new ObjectStore(
        store.value(ENDPOINT), store.value(REGION), access, secret, store.value(PATH_STYLE));
  }
}
