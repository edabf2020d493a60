// SPDX-License-Identifier: Apache-2.0
/** Presets against documents of the forms that vendors publish. */
@NullMarked
package io.perennial.ingest.preset;

import org.jspecify.annotations.NullMarked;
