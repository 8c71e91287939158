// Unpacks the Chromium of @sparticuz/chromium, with its libraries and fonts, into the folder TMPDIR names.
import chromium from "@sparticuz/chromium";

process.stdout.write(await chromium.executablePath());
