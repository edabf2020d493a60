// SPDX-License-Identifier: Apache-2.0
/** Personal data in texts, found and replaced by placeholders. */
@NullMarked
package io.perennial.governance.redact;

import org.jspecify.annotations.NullMarked;
