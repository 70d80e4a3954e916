import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.Security;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * A second opinion by PDFBox (the file) and BouncyCastle (the signature), which re-encodes the signed attributes as DER and so
 * is the one that notices a set that was not sorted. Usage: CheckSignatures ROOT.pem FILE... Prints one line per signature,
 * "OK" or "FAIL", tab, file, tab, field position, tab, words; exits with 1 when anything failed.
 */
public class CheckSignatures {
  private static final Set<TrustAnchor> anchors = new HashSet<>();
  private static boolean failed = false;

  public static void main(String[] args) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    try (InputStream in = new FileInputStream(args[0])) {
      for (java.security.cert.Certificate root : factory.generateCertificates(in)) {
        anchors.add(new TrustAnchor((X509Certificate) root, null));
      }
    }
    for (String path : Arrays.copyOfRange(args, 1, args.length)) checkFile(path);
    System.exit(failed ? 1 : 0);
  }

  private static void checkFile(String path) {
    try (PDDocument document = PDDocument.load(new File(path))) {
      List<PDSignature> signatures = document.getSignatureDictionaries();
      if (signatures.isEmpty()) say(false, path, 0, "PDFBox finds no signature");
      byte[] bytes = java.nio.file.Files.readAllBytes(new File(path).toPath());
      for (int index = 0; index < signatures.size(); index++) {
        try {
          say(true, path, index + 1, checkSignature(signatures.get(index), bytes));
        } catch (Exception error) {
          say(false, path, index + 1, String.valueOf(error.getMessage()));
        }
      }
    } catch (Exception error) {
      say(false, path, 0, String.valueOf(error));
    }
  }

  private static void say(boolean ok, String path, int position, String words) {
    failed |= !ok;
    System.out.println((ok ? "OK" : "FAIL") + "\t" + path + "\t" + position + "\t" + words.replaceAll("\\s+", " "));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) throw new IllegalStateException(otherwise);
  }

  private static String checkSignature(PDSignature signature, byte[] file) throws Exception {
    int[] range = signature.getByteRange();
    require(range != null && range.length == 4 && range[0] == 0, "ByteRange is not [0 a b c]");
    require(file[range[1]] == '<' && file[range[2] - 1] == '>', "the gap is not exactly the hexadecimal string");
    require(signature.getCOSObject().getItem("Cert") == null, "/Cert is present");
    byte[] contents = signature.getContents(file);
    byte[] signed = signature.getSignedContent(file);
    return "ETSI.RFC3161".equals(signature.getSubFilter())
        ? "document timestamp " + checkToken(new TimeStampToken(new CMSSignedData(contents)), signed)
        : checkCades(signature, new CMSSignedData(new CMSProcessableByteArray(signed), contents));
  }

  private static String checkCades(PDSignature signature, CMSSignedData cms) throws Exception {
    require("ETSI.CAdES.detached".equals(signature.getSubFilter()), "SubFilter " + signature.getSubFilter());
    Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
    require(signers.size() == 1, signers.size() + " SignerInfos");
    require(cms.isDetachedSignature(), "the content is inside");
    SignerInformation signer = signers.iterator().next();
    X509Certificate certificate = certificateOf(cms, signer);
    require(signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(certificate)), "the signature does not verify");
    AttributeTable attributes = signer.getSignedAttributes();
    require(attributes.get(PKCSObjectIdentifiers.pkcs_9_at_signingTime) == null, "signing-time is present");
    checkSigningCertificate(attributes, certificate);
    require(signature.getSignDate() != null, "/M is missing");
    Date at = signature.getSignDate().getTime();
    String timestamp = checkSignatureTimestamp(signer);
    buildPath(cms, certificate, at);
    return signer.getEncryptionAlgOID() + " " + signer.getDigestAlgOID() + timestamp;
  }

  private static void checkSigningCertificate(AttributeTable attributes, X509Certificate certificate) throws Exception {
    Attribute attribute = attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    require(attribute != null, "signing-certificate-v2 is missing");
    ESSCertIDv2 first = SigningCertificateV2.getInstance(attribute.getAttributeValues()[0]).getCerts()[0];
    MessageDigest digest = MessageDigest.getInstance(first.getHashAlgorithm().getAlgorithm().getId(), "BC");
    require(Arrays.equals(first.getCertHash(), digest.digest(certificate.getEncoded())), "signing-certificate-v2 names another certificate");
  }

  private static String checkSignatureTimestamp(SignerInformation signer) throws Exception {
    AttributeTable unsigned = signer.getUnsignedAttributes();
    Attribute attribute = unsigned == null ? null : unsigned.get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
    if (attribute == null) return "";
    StringBuilder words = new StringBuilder();
    for (ASN1Encodable value : attribute.getAttributeValues()) {
      TimeStampToken token = new TimeStampToken(new CMSSignedData(value.toASN1Primitive().getEncoded()));
      words.append(" timestamp ").append(checkToken(token, signer.getSignature()));
    }
    return words.toString();
  }

  private static String checkToken(TimeStampToken token, byte[] stamped) throws Exception {
    CMSSignedData cms = token.toCMSSignedData();
    X509CertificateHolder holder = (X509CertificateHolder) token.getCertificates().getMatches(token.getSID()).iterator().next();
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(holder));
    ASN1ObjectIdentifier algorithm = token.getTimeStampInfo().getMessageImprintAlgOID();
    byte[] imprint = MessageDigest.getInstance(algorithm.getId(), "BC").digest(stamped);
    require(Arrays.equals(imprint, token.getTimeStampInfo().getMessageImprintDigest()), "the timestamp is about something else");
    buildPath(cms, new JcaX509CertificateConverter().getCertificate(holder), token.getTimeStampInfo().getGenTime());
    return token.getTimeStampInfo().getGenTime().toInstant().toString();
  }

  private static X509Certificate certificateOf(CMSSignedData cms, SignerInformation signer) throws Exception {
    Collection<?> matches = cms.getCertificates().getMatches(signer.getSID());
    require(!matches.isEmpty(), "the signing certificate is missing");
    return new JcaX509CertificateConverter().getCertificate((X509CertificateHolder) matches.iterator().next());
  }

  /** PKIX path to a root we were given, at that time; revocation is judged by others. */
  private static void buildPath(CMSSignedData cms, X509Certificate leaf, Date at) throws Exception {
    List<X509Certificate> pool = new ArrayList<>();
    for (Object holder : cms.getCertificates().getMatches(null)) {
      pool.add(new JcaX509CertificateConverter().getCertificate((X509CertificateHolder) holder));
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
    parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(pool)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(at);
    CertPathBuilder.getInstance("PKIX", "BC").build(parameters);
  }
}
